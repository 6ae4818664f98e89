"""Which cohort each partner is at home in, so that every partner has one and cohorts do not overlap.

Decided by how many partners have a score, never by what their scores are.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from scorecards.calculations.peers import RULES, Cohort, Rules

RUNGS = 4


def homes(
    ladders: Mapping[UUID, tuple[Cohort, ...]],
    *,
    counted: Mapping[UUID, Cohort] | None = None,
    standing: Collection[Cohort] = (),
    rules: Rules = RULES,
) -> dict[UUID, Cohort]:
    """Each partner's cohort. Who counts in a table now (`counted`) stays there while it is still on the ladder.

    All others: the closest cohort with a batch of them, or with a table that already stands. Those left over on a rung
    gather on the next one; where they are too few there, the smallest new cohort below joins them. On the last rung
    nobody joins them: a few partners unlike all others are at home there, and wait.
    """
    found: dict[UUID, Cohort] = {}
    staying = {key: home for key, home in (counted or {}).items() if home in ladders.get(key, ())}
    left = set(ladders) - set(staying)
    for rung in range(RUNGS):
        groups: dict[Cohort, set[UUID]] = defaultdict(set)
        for partner in left:
            groups[ladders[partner][rung]].add(partner)
        for cohort, alike in groups.items():
            group = set(alike)
            if rung < RUNGS - 1 and len(group) < rules.batch and cohort not in standing:
                group |= _joining(cohort, rung, found, ladders, standing, missing=rules.batch - len(group))
            if len(group) >= rules.batch or cohort in standing or rung == RUNGS - 1:
                found |= dict.fromkeys(group, cohort)
                left -= group
    return found | staying


def _joining(
    cohort: Cohort,
    rung: int,
    found: Mapping[UUID, Cohort],
    ladders: Mapping[UUID, tuple[Cohort, ...]],
    standing: Collection[Cohort],
    *,
    missing: int,
) -> set[UUID]:
    """The partners of the smallest cohort below `cohort` that has no table yet and is large enough; maybe nobody."""
    below: dict[Cohort, set[UUID]] = defaultdict(set)
    for partner, home in found.items():
        if ladders[partner][rung] == cohort and home not in standing and home != cohort:
            below[home].add(partner)
    enough = [(len(group), home) for home, group in below.items() if len(group) >= missing]
    return below[min(enough)[1]] if enough else set()
