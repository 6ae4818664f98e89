"""The win rate by which others' pipeline is measured is a peer figure: frozen each quarter, and it bounds nobody's."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from partners.models import Partner
from prm.kernel.fiscal import FiscalQuarter
from prm.tenancy.scope import in_tenant
from sales.enums import Outcome
from sales.models import Deal
from sales.operations.following import deals_changed
from scorecards.calculations.peer_metrics import WIN_RATE
from scorecards.calculations.peers import Figures, everybody
from scorecards.enums import MultipleFrom, PeerOutcome
from scorecards.models import DealCohort, PeerScore, PeerSnapshot, PeerStatistic
from scorecards.operations.cohort import refresh_cohort
from scorecards.operations.peers import freeze_peers
from scorecards.queries.scorecards import scorecard_of
from tests.cast import Cast, make_partner
from tests.scorecards.peer_attack import Programme, Told, free, groups_of
from tests.scorecards.rows import add_deal

LEAGUE = 2
NEVER, ALWAYS = 0, 100
Q1 = FiscalQuarter(2026, 1)
IN_Q1, AFTER_Q1 = date(2026, 3, 1), datetime(2026, 4, 6, tzinfo=UTC)
RATES = (10, 20, 25, 30, 40, 60, 80)


def close_deals(partner: Partner, percent: int, *, on: date = IN_Q1, size: int = 100) -> None:
    """Five closed deals of which `percent` by amount was won, in place of all the partner had."""
    Deal.objects.filter(partner=partner).delete()
    add_deal(partner, percent * size, Outcome.WON, day=on)
    add_deal(partner, (100 - percent) * size, Outcome.LOST, day=on)
    for _ in range(3):
        add_deal(partner, 0, Outcome.LOST, day=on)


def sellers(rates: tuple[int, ...] = RATES) -> list[Partner]:
    """Partners of all kinds: of no other metric would they have company."""
    found = [make_partner(f"Seller {n}", type=f"Type {n}") for n, _rate in enumerate(rates)]
    for partner, rate in zip(found, rates, strict=True):
        close_deals(partner, rate)
    return found


def source_of(cast: Cast) -> tuple[MultipleFrom, Decimal | None]:
    """By whose win rate the pipeline of Polaris, which closed nothing itself, is measured."""
    required = scorecard_of(cast.polaris, tenant=cast.acme, as_of=date(2026, 4, 30)).measures.pipeline.required
    return required.source, required.win_rate


def outcomes() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = PeerSnapshot.objects.latest("fiscal_year", "fiscal_quarter").outcomes
    return found


def test_the_median_of_seven_partners_measures_the_others(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        sellers()
        assert refresh_cohort(at=AFTER_Q1)
        assert source_of(cast) == (MultipleFrom.DEFAULT, None)
        freeze_peers(tenant=cast.acme, quarter=Q1, at=AFTER_Q1)
        assert source_of(cast) == (MultipleFrom.COHORT, Decimal("0.3"))


def test_what_is_closed_between_two_freezes_changes_nothing(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        partners = sellers()
        freeze_peers(tenant=cast.acme, quarter=Q1, at=AFTER_Q1)
        for partner in partners:
            close_deals(partner, 90)
            deals_changed(partner_ids=[partner.pk], at=AFTER_Q1 + timedelta(days=20))
            assert not refresh_cohort(at=AFTER_Q1 + timedelta(days=21))
        assert DealCohort.objects.get().win_rate == Decimal("0.3")


def test_six_partners_are_too_few_and_the_default_counts(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        sellers(RATES[:6])
        freeze_peers(tenant=cast.acme, quarter=Q1, at=AFTER_Q1)
        assert source_of(cast) == (MultipleFrom.DEFAULT, None)
        assert PeerOutcome.TOO_FEW in outcomes()


def test_a_partner_that_makes_up_too_much_holds_the_rate_back(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        partners = sellers()
        close_deals(partners[3], 30, size=1000)
        freeze_peers(tenant=cast.acme, quarter=Q1, at=AFTER_Q1)
        assert source_of(cast) == (MultipleFrom.DEFAULT, None)
        assert PeerOutcome.DOMINATED in outcomes()


def test_four_closed_deals_make_no_rate(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        partners = sellers()
        Deal.objects.filter(pk=Deal.objects.filter(partner=partners[0]).earliest("pk").pk).delete()
        freeze_peers(tenant=cast.acme, quarter=Q1, at=AFTER_Q1)
        assert not PeerStatistic.objects.filter(metric=WIN_RATE).exists()


def test_the_row_goes_with_the_last_deal(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        sellers()
        refresh_cohort(at=AFTER_Q1)
        Deal.objects.all().delete()
        assert refresh_cohort(at=AFTER_Q1)
        assert not DealCohort.objects.exists()


def seen_by_the_attacker() -> Told | None:
    """The table of the last frozen quarter as the attacker has it: what is told, and who counts."""
    last = PeerSnapshot.objects.latest("fiscal_year", "fiscal_quarter")
    row = PeerStatistic.objects.filter(metric=WIN_RATE, snapshot=last).first()
    if row is None:
        return None
    counted = PeerScore.objects.filter(metric=WIN_RATE, left=None).select_related("entered")
    members = {(each.partner_id, each.entered.quarter.year * 4 + each.entered.quarter.number): each for each in counted}
    values = {(key, batch): each.value for (key, batch), each in members.items() if key}
    return Told(row.cohort, 0, Figures(len(counted), row.median, row.lower_quartile, row.upper_quartile), values)


def hidden(tables: list[Told]) -> bool:
    """Whether any score has company of four and can be at either end, for two in league."""
    values = {key: value for table in tables for key, value in table.members.items()}
    return all(
        len(keys) - LEAGUE - 1 >= 4 and len(free(keys, own, values, extreme)) > LEAGUE
        for keys, own in groups_of(tables)
        for extreme in (NEVER, ALWAYS)
    )


@pytest.mark.parametrize("seed", range(2))
def test_eight_quarters_of_the_rate_bound_nobody(cast: Cast, seed: int) -> None:
    """The attacker has every rate that ever stood on a scorecard, and closes deals of two partners in between."""
    random, quarter, tables = Random(seed), Q1, list[Told]()
    with in_tenant(cast.acme.pk):
        partners = sellers(tuple(random.randrange(101) for _ in range(14)))
        for _ in range(8):
            month = quarter.number * 3
            end = date(quarter.year, month, 28)
            for partner in partners:
                if random.random() < 0.6:
                    close_deals(partner, random.randrange(101), on=end)
            before = DealCohort.objects.values_list("win_rate", flat=True).first()
            deals_changed(partner_ids=[each.pk for each in partners[:LEAGUE]], at=AFTER_Q1)
            assert DealCohort.objects.values_list("win_rate", flat=True).get() == before
            freeze_peers(tenant=cast.acme, quarter=quarter, at=datetime(quarter.year + 1, 12, 31, tzinfo=UTC))
            told = seen_by_the_attacker()
            tables += [told] if told else []
            shown = DealCohort.objects.get().win_rate
            assert shown == (Decimal(tables[-1].figures.median) / 100 or None)
            quarter = quarter.next()
    assert len(tables) > 1
    assert hidden(tables)


@given(
    seed=st.integers(0, 10**6),
    size=st.integers(7, 30),
    change=st.floats(0, 1),
    leave=st.floats(0, 0.3),
    domain=st.sampled_from([tuple(range(101)), (0, 20, 33, 50, 100), (0, 100), (30, 31, 32)]),
)
@hypothesis_settings(max_examples=40)
def test_no_programme_tells_more_of_one_table_over_all(
    seed: int, size: int, change: float, leave: float, domain: tuple[int, ...]
) -> None:
    programme = Programme(Random(seed), domain=domain, ladder_of=lambda *_kind: everybody())
    programme.join(size)
    for quarter in range(8):
        programme.close(quarter)
        programme.live(change=change, leave=leave, move=0)
        programme.join(programme.random.randrange(4))
    assert {table.cohort for table in programme.tables} <= {everybody()[0]}
    assert hidden(programme.tables)
