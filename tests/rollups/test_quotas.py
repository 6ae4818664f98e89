"""Quotas: who is credited, and which days count."""

from datetime import date
from decimal import Decimal

from partners.enums import AssignmentRole
from partners.models import CamAssignment
from prm.kernel.fiscal import Period
from prm.kernel.status import TrafficLight
from prm.people.models import Membership
from prm.tenancy.scope import in_tenant
from rollups.queries import quota_windows
from rollups.views.quotas import grid_of
from scorecards.models import Quota
from tests.cast import TODAY, Cast
from tests.rollups.samples import book

FIRST, LAST = date(2025, 7, 1), date(2025, 9, 28)


def quota(cam: Membership, amount: int, first: date = FIRST, last: date = LAST) -> Quota:
    return Quota.objects.create(membership=cam, start_date=first, end_date=last, amount=Decimal(amount))


def credited(cast: Cast, as_of: date = TODAY) -> dict[str, Decimal]:
    (window,) = quota_windows(tenant=cast.acme, as_of=as_of)
    return {line.name: line.credited for line in window.lines}


def test_a_booking_is_credited_to_the_salesperson_it_names_else_to_the_cam_of_its_day(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        quota(cast.bob, 100), quota(cast.dana, 100)
        book(cast.polaris, date(2025, 8, 1), 10)
        book(cast.polaris, date(2025, 8, 2), 20, sold_by=cast.dana)
        book(cast.orion, date(2025, 8, 2), "0.000001")
        assert credited(cast) == {"Bob": 10, "Dana": Decimal("20.000001")}


def test_a_handover_moves_no_credit_that_was_earned_before(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        CamAssignment.objects.filter(partner=cast.polaris).update(end_date=date(2025, 8, 15))
        CamAssignment.objects.create(
            partner=cast.polaris, membership=cast.dana, role=AssignmentRole.PRIMARY, start_date=date(2025, 8, 16)
        )
        quota(cast.bob, 100), quota(cast.dana, 100)
        for day, amount in ((15, 1), (16, 2)):
            book(cast.polaris, date(2025, 8, day), amount)
        assert credited(cast) == {"Bob": 1, "Dana": 2}


def test_secondary_cams_and_nobody_get_no_credit(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        CamAssignment.objects.filter(partner=cast.orion).update(role=AssignmentRole.SECONDARY)
        quota(cast.dana, 100)
        book(cast.orion, date(2025, 8, 1), 10)
        assert credited(cast) == {"Dana": 0}


def test_a_window_is_its_days_first_and_last_included(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        quota(cast.bob, 100)
        quota(cast.bob, 100, date(2025, 9, 29), date(2025, 12, 28))
        for day, amount in ((date(2025, 6, 30), 1), (FIRST, 2), (LAST, 4), (date(2025, 9, 29), 8)):
            book(cast.polaris, day, amount)
        windows = quota_windows(tenant=cast.acme, as_of=TODAY)
        assert [window.credited for window in windows] == [6, 8]
        assert [window.period.label for window in windows] == ["1 Jul 2025 – 28 Sep 2025", "29 Sep 2025 – 28 Dec 2025"]
        only = quota_windows(tenant=cast.acme, as_of=TODAY, period=Period(date(2025, 9, 1), date(2025, 12, 31)))
        assert [window.credited for window in only] == [8]


def test_a_running_window_is_lit_by_what_was_due(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        # June 2026 has 22 working days, 11 of them up to Monday the 15th.
        quota(cast.bob, 100, date(2026, 6, 1), date(2026, 6, 30))
        quota(cast.dana, 100, date(2026, 6, 1), date(2026, 6, 30))
        quota(cast.bob, 100, date(2026, 7, 1), date(2026, 9, 30))
        book(cast.polaris, date(2026, 6, 10), 50)
        book(cast.orion, date(2026, 6, 10), 39)
        book(cast.polaris, date(2026, 6, 16), 1000)
        running, coming = quota_windows(tenant=cast.acme, as_of=TODAY)
        assert (running.is_running, running.due_share, running.attainment.as_percent(1)) == (
            True,
            Decimal("0.5"),
            "44.5%",
        )
        assert [running.light_of(line.attainment) for line in running.lines] == [
            TrafficLight.ON_TRACK,
            TrafficLight.AT_RISK,
        ]
        assert (coming.is_running, coming.light, coming.period.label) == (False, TrafficLight.NO_DATA, "Q3 FY26")
        grid = grid_of([running, coming])
        assert [(row.name, [cell.quota for cell in row.cells]) for row in grid.rows] == [
            ("Bob", [100, 100]),
            ("Dana", [100, None]),
        ]
        assert grid.total.cells[1].attainment is None


def test_quotas_are_not_mixed_with_another_tenants(cast: Cast) -> None:
    with in_tenant(cast.globex.pk):
        quota(cast.gita, 100)
        book(cast.zenith, date(2025, 8, 1), 5)
    with in_tenant(cast.acme.pk):
        assert quota_windows(tenant=cast.acme, as_of=TODAY) == ()


def test_there_are_as_many_queries_for_three_quotas_as_for_one(cast: Cast, django_assert_num_queries: object) -> None:
    with in_tenant(cast.acme.pk):
        for month in (1, 2, 3):
            quota(cast.bob, 100, date(2026, month, 1), date(2026, month, 28))
            with django_assert_num_queries(2):  # type: ignore[operator]
                quota_windows(tenant=cast.acme, as_of=TODAY)
