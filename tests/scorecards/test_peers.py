"""Figures over a table of scores, cohorts, and the worked table of docs/calculations/peers.md."""

from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.calculations.peer_cohorts import homes
from scorecards.calculations.peer_tables import Ledger, Scored, close_quarter
from scorecards.calculations.peers import RULES, Cohort, Figures, band, figures_of, is_dominated, ladder, percentile
from scorecards.enums import PeerOutcome, Rung

WORKED = (31, 38, 44, 47, 52, 55, 58, 61, 66, 70, 74, 83, 90)
ONE_KIND = ladder("Reseller", "Gold", "North")


def people(*groups: tuple[int, tuple[Cohort, ...]]) -> dict[UUID, tuple[Cohort, ...]]:
    """So many partners of each kind, numbered from 1."""
    ladders = [steps for number, steps in groups for _ in range(number)]
    return {UUID(int=number): steps for number, steps in enumerate(ladders, start=1)}


def scored(values: dict[int, int], weight: int | None = None) -> list[Scored]:
    """Partners of one kind by number, with their scores."""
    money = None if weight is None else Decimal(weight)
    return [Scored(UUID(int=number), ONE_KIND, value, money) for number, value in values.items()]


def test_the_worked_example() -> None:
    figures = figures_of(WORKED, quartiles=True)
    assert figures == Figures(13, 58, 47, 70)
    assert figures.band == "10 to 19"
    assert percentile(64, figures) == 65


@pytest.mark.parametrize(
    ("count", "said"), [(6, ""), (7, "7 to 9"), (9, "7 to 9"), (19, "10 to 19"), (99, "50 to 99"), (100, "100 or more")]
)
def test_counts_are_told_as_bands(count: int, said: str) -> None:
    assert band(count) == said


def test_a_median_between_two_scores_is_rounded_half_up() -> None:
    assert figures_of([1, 2, 3, 50, 51, 60, 70, 80], quartiles=False).median == 51


def test_nothing_is_told_of_no_scores() -> None:
    with pytest.raises(ValueError, match="nothing"):
        figures_of([], quartiles=False)


@given(st.integers(-500, 500), st.lists(st.integers(1, 100), min_size=13))
def test_a_percentile_grows_with_the_score_and_never_tells_an_end(own: int, values: list[int]) -> None:
    figures = figures_of(values, quartiles=True)
    here, higher = percentile(own, figures), percentile(own + 1, figures)
    assert here is not None and higher is not None
    assert 5 <= here <= higher <= 95


def test_there_is_no_percentile_without_quartiles() -> None:
    assert percentile(50, Figures(8, 50)) is None


@pytest.mark.parametrize(
    ("weights", "dominated"),
    [
        ([10] * 7, False),
        ([40, *[10] * 7], True),  # 40 of 110
        ([36, *[12] * 9], False),  # exactly a quarter of 144
        ([37, *[12] * 9], True),
        ([100, 90, 5, 5], True),
        ([0] * 7, False),
        ([-5, *[10] * 7], False),
    ],
)
def test_one_that_makes_up_too_much_dominates(weights: list[int], dominated: bool) -> None:
    assert is_dominated(map(Decimal, weights)) is dominated


def test_partners_are_at_home_on_the_closest_rung_that_is_large_enough() -> None:
    north, south = ONE_KIND, ladder("Reseller", "Gold", "South")
    silver, other = ladder("Reseller", "Silver", "North"), ladder("Integrator", "Gold", "North")
    found = homes(people((8, north), (3, south), (6, silver), (9, other)))
    counts = {cohort: list(found.values()).count(cohort) for cohort in found.values()}
    # Three in the South are joined by the eight in the North, six of another tier by those eleven: 17 of one type.
    assert counts == {Cohort(Rung.TYPE, "Reseller"): 17, Cohort(Rung.REGION, "Integrator", "Gold", "North"): 9}


def test_a_cohort_with_figures_stays_one() -> None:
    north, south = ONE_KIND, ladder("Reseller", "Gold", "South")
    found = homes(people((8, north), (3, south)), standing={north[0]})
    assert list(found.values()).count(north[0]) == 8


def test_who_counts_in_a_cohort_stays_there_though_a_closer_one_could_be_made() -> None:
    ladders = people((8, ONE_KIND))
    wide = Cohort(Rung.TYPE, "Reseller")
    assert set(homes(ladders, counted=dict.fromkeys(ladders, wide), standing={wide}).values()) == {wide}


@given(
    st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from("12"), st.sampled_from("NSW")), max_size=60),
)
def test_everybody_is_at_home_once_and_no_new_cohort_is_too_small_but_the_last(
    kinds: list[tuple[str, str, str]],
) -> None:
    ladders = {UUID(int=number): ladder(*kind) for number, kind in enumerate(kinds, start=1)}
    found = homes(ladders)
    assert set(found) == set(ladders)
    for cohort in set(found.values()):
        members = [partner for partner, home in found.items() if home == cohort]
        assert all(cohort in ladders[partner] for partner in members)
        assert len(members) >= RULES.batch or cohort.rung is Rung.ALL


def test_six_scores_tell_nothing_and_seven_a_median() -> None:
    few = close_quarter(Ledger(), scored(dict.fromkeys(range(1, 7), 50)), batch=1)
    assert [renewal.outcome for renewal in few.renewals.values()] == [PeerOutcome.TOO_FEW]
    (renewal,) = close_quarter(Ledger(), scored({n: 10 * n for n in range(1, 8)}), batch=1).renewals.values()
    assert renewal.figures == Figures(7, 40)


def test_a_newcomer_waits_until_there_are_seven() -> None:
    values = {n: 5 * n for n in range(1, 15)}
    first = close_quarter(Ledger(), scored(values), batch=1)
    second = close_quarter(first.ledger, scored({**values, 15: 99}), batch=2)
    assert [renewal.outcome for renewal in second.renewals.values()] == [PeerOutcome.UNCHANGED]
    newcomers = {n: 5 * (n - 12) for n in range(15, 24)}
    (third,) = close_quarter(second.ledger, scored(values | newcomers), batch=3).renewals.values()
    assert third.outcome is PeerOutcome.PUBLISHED
    assert third.figures and third.figures.count == 23


def test_a_partner_that_left_counts_on_until_six_more_go() -> None:
    values = {n: 4 * n for n in range(1, 21)}
    ledger = close_quarter(Ledger(), scored(values), batch=1).ledger
    del values[7]
    (alone,) = close_quarter(ledger, scored(values), batch=2).renewals.values()
    assert alone.outcome is PeerOutcome.UNCHANGED
    assert len(alone.table) == 20


def test_a_change_below_five_points_is_none() -> None:
    values = {n: 4 * n for n in range(1, 21)}
    ledger = close_quarter(Ledger(), scored(values), batch=1).ledger
    (same,) = close_quarter(ledger, scored({n: value + 4 for n, value in values.items()}), batch=2).renewals.values()
    assert same.outcome is PeerOutcome.UNCHANGED
    (new,) = close_quarter(ledger, scored({n: value + 5 for n, value in values.items()}), batch=2).renewals.values()
    assert new.outcome is PeerOutcome.PUBLISHED


def test_nothing_is_told_where_one_partner_has_the_money() -> None:
    rows = scored({n: 10 * n for n in range(1, 9)}, weight=1)
    rows[0] = Scored(rows[0].partner, ONE_KIND, 10, Decimal(1000))
    (renewal,) = close_quarter(Ledger(), rows, batch=1).renewals.values()
    assert (renewal.outcome, renewal.figures) == (PeerOutcome.DOMINATED, None)
