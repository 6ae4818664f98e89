"""Every table ever told, over eight quarters, in the hands of somebody who wants to know one partner's score.

What must hold, and docs/calculations/peers.md promises: for readers in league, at most two, every other partner's
score has company of at least four that nothing tells from it, and can be the lowest or the highest there is.
"""

from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from scorecards.calculations.peers import RULES, Rules
from tests.scorecards.peer_attack import HIGHEST, LOWEST, Programme, could_be, free, groups_of, possible

LEAGUE = 2
COMPANY = 4
WEAK = Rules(batch=1, open_ends=0, quartiles_from=4, changed_from=1)


def lived(
    seed: int,
    size: int,
    *,
    change: float = 0.4,
    leave: float = 0.05,
    move: float = 0.1,
    joins: int = 3,
    quarters: int = 8,
    rules: Rules = RULES,
    domain: tuple[int, ...] = tuple(range(LOWEST, HIGHEST + 1)),
) -> Programme:
    programme = Programme(Random(seed), rules, domain)
    programme.join(size)
    for quarter in range(quarters):
        programme.close(quarter)
        programme.live(change=change, leave=leave, move=move)
        programme.join(programme.random.randrange(joins + 1))
    return programme


def weakest(programme: Programme) -> int:
    """How many scores could be at an end, in the group where that is fewest."""
    values = programme.values
    counts = [
        len(free(keys, tables, values, extreme))
        for keys, tables in groups_of(programme.tables)
        for extreme in (LOWEST, HIGHEST)
    ]
    return min(counts, default=LEAGUE + 1)


def company(programme: Programme) -> int:
    """How many others at least nothing tells from a score, once two are in league."""
    return min((len(keys) for keys, _tables in groups_of(programme.tables)), default=RULES.batch) - LEAGUE - 1


@pytest.mark.parametrize("size", [7, 12, 20, 45, 110])
@pytest.mark.parametrize("seed", range(6))
def test_no_score_can_be_pinned_down_by_two_in_league(size: int, seed: int) -> None:
    programme = lived(seed, size, change=0.3 + 0.1 * (seed % 4))
    assert programme.tables
    assert company(programme) >= COMPANY
    assert weakest(programme) > LEAGUE


@given(
    seed=st.integers(0, 10**6),
    size=st.integers(7, 40),
    change=st.floats(0, 1),
    leave=st.floats(0, 0.3),
    move=st.floats(0, 0.5),
    domain=st.sampled_from([tuple(range(1, 101)), (1, 25, 50, 75, 100), (100,), (60, 61, 62, 63), (1, 100)]),
)
@hypothesis_settings(max_examples=60)
def test_no_programme_tells_more(
    seed: int, size: int, change: float, leave: float, move: float, domain: tuple[int, ...]
) -> None:
    programme = lived(seed, size, change=change, leave=leave, move=move, domain=domain)
    assert company(programme) >= COMPANY
    assert weakest(programme) > LEAGUE


@pytest.mark.parametrize("seed", range(3))
def test_a_world_can_be_made_for_each_score_and_each_pair_in_league(seed: int) -> None:
    programme = lived(seed, 16, quarters=4)
    for keys, tables in groups_of(programme.tables):
        members = {key[0] for key in keys}
        for pair in combinations(sorted(members), LEAGUE):
            target = next(key for key in keys if key[0] not in pair)
            for extreme in (LOWEST, HIGHEST):
                assert could_be(
                    target, extreme, league=set(pair), group=keys, tables=tables, everything=programme.tables
                )


@pytest.mark.parametrize("seed", range(8))
def test_going_through_every_possibility_finds_no_more(seed: int) -> None:
    domain = (20, 50, 80)
    programme = lived(seed, 9, change=0.7, joins=1, quarters=3, domain=domain)
    own = {key: value for key, value in programme.values.items() if key[0] in sorted(programme.scores)[:LEAGUE]}
    for key, values in possible(programme.tables, domain, known=own).items():
        assert {min(domain), max(domain)} <= values, key


def test_a_publisher_that_tells_every_change_is_found_out() -> None:
    """The attack must be able to win: without batches one newcomer shows in the next quarter's figures."""
    domain = (20, 50, 80)
    pinned = 0
    for seed in range(8):
        programme = lived(seed, 6, change=0, leave=0, move=0, joins=1, quarters=3, rules=WEAK, domain=domain)
        found = possible(programme.tables, domain, known={})
        pinned += sum(len(values) == 1 for values in found.values())
    assert pinned


@pytest.mark.parametrize(
    "rules",
    [
        Rules(batch=1, open_ends=0),
        Rules(quartiles_from=8, open_ends=0),
        Rules(batch=3, open_ends=1),
    ],
    ids=["without batches", "early quartiles", "small batches"],
)
def test_each_part_of_the_rule_is_needed(rules: Rules) -> None:
    """Take one part away and some programme gives two in league more than they may have."""
    programmes = (lived(seed, size, rules=rules) for seed in range(6) for size in (9, 20, 45))
    assert any(weakest(programme) <= LEAGUE or company(programme) < COMPANY for programme in programmes)


@pytest.mark.parametrize(("open_ends", "is_safe"), [(RULES.open_ends, True), (0, False)])
def test_newcomers_who_are_all_better_are_not_shown_as_such(open_ends: int, is_safe: bool) -> None:
    programme = Programme(Random(1), Rules(open_ends=open_ends), tuple(range(1, 40)))
    programme.join(14, kinds=1, tiers=1, regions=1)
    programme.close(0)
    programme.domain = tuple(range(90, 101))
    programme.join(7, kinds=1, tiers=1, regions=1)
    programme.close(1)
    assert (weakest(programme) > LEAGUE) is is_safe
