"""Setting targets and quotas, and allotting a quota."""

from datetime import date
from decimal import Decimal

import pytest

from prm.events.recording import history_of
from prm.tenancy.scope import in_tenant
from scorecards.enums import AllotmentRule
from scorecards.models import Standing, Target
from scorecards.operations.allotment import QuotaNotAllottable, allot_quota
from scorecards.operations.targets import TargetNotSettable, remove_target, set_quota, set_target
from tests.cast import NOW, Cast
from tests.sales.bookings import book

Q1 = {"start_date": date(2026, 1, 1), "end_date": date(2026, 3, 31)}


def test_a_target_set_again_replaces_its_amount_and_tells_both(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        set_target(partner=cast.polaris, amount=Decimal(100), by=cast.alice, at=NOW, **Q1)
        target = set_target(partner=cast.polaris, amount=Decimal(150), by=cast.alice, at=NOW, **Q1)
        assert Target.objects.get().amount == 150
        assert history_of(target)[0].changes == {"Amount": ["100.0000", "150"]}


@pytest.mark.parametrize(
    ("start", "end", "says"),
    [
        (date(2026, 3, 1), date(2026, 2, 1), "last day must not be before"),
        (date(2026, 2, 1), date(2026, 2, 28), "shares days with this one"),
    ],
)
def test_a_window_that_cannot_be_is_refused_in_words(cast: Cast, start: date, end: date, says: str) -> None:
    with in_tenant(cast.acme.pk):
        set_target(partner=cast.polaris, amount=Decimal(100), by=None, at=NOW, **Q1)
        with pytest.raises(TargetNotSettable, match=says):
            set_target(partner=cast.polaris, start_date=start, end_date=end, amount=Decimal(1), by=None, at=NOW)


def test_standings_follow_targets_and_bookings(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        target = set_target(partner=cast.polaris, amount=Decimal(90), by=cast.alice, at=NOW, **Q1)
        book(cast.polaris, (date(2026, 3, 31), 45))
        standing = Standing.objects.get(partner=cast.polaris)
        assert (standing.booked_ytd, standing.plan_ytd, standing.attainment) == (
            Decimal(45),
            Decimal(90),
            Decimal("0.5"),
        )
        assert (standing.light, standing.as_of_date) == ("at_risk", date(2026, 3, 31))
        remove_target(target=target, by=cast.alice, at=NOW)
        standing.refresh_from_db()
        assert (standing.plan_ytd, standing.attainment, standing.light) == (None, None, "no_data")


def test_every_standing_moves_with_the_data_date(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        book(cast.polaris, (date(2026, 3, 1), 1))
        book(cast.vega, (date(2026, 3, 31), 1))
        assert set(Standing.objects.values_list("as_of_date", flat=True)) == {date(2026, 3, 31)}
        assert Standing.objects.get(partner=cast.polaris).days_since_order == 30


def test_a_quota_is_allotted_by_trailing_share(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        book(cast.polaris, (date(2025, 6, 1), 300), (date(2026, 1, 1), 999))
        book(cast.vega, (date(2025, 7, 1), 100), (date(2024, 12, 31), 999))
        quota = set_quota(cam=cast.bob, amount=Decimal("1000.01"), by=cast.alice, at=NOW, **Q1)
        allot_quota(quota=quota, rule=AllotmentRule.TRAILING_SHARE, by=cast.alice, at=NOW)
        shares = {target.partner.name: target.amount for target in Target.objects.select_related("partner")}
        assert shares == {"Polaris": Decimal("750.01"), "Vega": Decimal("250.00")}


def test_amounts_by_hand_must_add_up_to_the_quota(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        quota = set_quota(cam=cast.bob, amount=Decimal(100), by=cast.alice, at=NOW, **Q1)
        amounts = {cast.polaris.pk: Decimal(60), cast.vega.pk: Decimal(30)}
        with pytest.raises(QuotaNotAllottable, match=r"add up to 90.00; the quota is 100.00"):
            allot_quota(quota=quota, rule=AllotmentRule.MANUAL, by=cast.alice, at=NOW, by_hand=amounts)
        amounts[cast.vega.pk] = Decimal(40)
        assert len(allot_quota(quota=quota, rule=AllotmentRule.MANUAL, by=cast.alice, at=NOW, by_hand=amounts)) == 2


def test_allotment_refuses_partners_of_somebody_else(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        quota = set_quota(cam=cast.bob, amount=Decimal(100), by=cast.alice, at=NOW, **Q1)
        with pytest.raises(QuotaNotAllottable, match="not this CAM's"):
            allot_quota(
                quota=quota, rule=AllotmentRule.MANUAL, by=cast.alice, at=NOW, by_hand={cast.orion.pk: Decimal(100)}
            )


def test_allotment_refuses_to_count_a_day_twice(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        january = {"start_date": date(2026, 1, 1), "end_date": date(2026, 1, 31)}
        set_target(partner=cast.vega, amount=Decimal(1), by=None, at=NOW, **january)
        quota = set_quota(cam=cast.bob, amount=Decimal(100), by=cast.alice, at=NOW, **Q1)
        with pytest.raises(QuotaNotAllottable, match="already have targets on these days: Vega"):
            allot_quota(quota=quota, rule=AllotmentRule.EVEN, by=cast.alice, at=NOW)
