"""An attacker on peer figures, who knows far more than any partner does.

The attacker sees every table that was ever told, of every cohort, exactly counted, and knows who counted in which one;
with up to two partners in league, their scores too. Written without the publisher's code: figures are worked out anew.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations_with_replacement, product
from random import Random
from uuid import UUID

from scorecards.calculations.peer_tables import Ledger, Scored, close_quarter
from scorecards.calculations.peers import RULES, Cohort, Figures, Rules, ladder

LOWEST, HIGHEST = 1, 100
type Key = tuple[UUID, int]  # a partner's score, told apart by the quarter in which it first counted


@dataclass
class Told:
    """One table: what everybody sees of it, and what the attacker knows of its making."""

    cohort: Cohort
    quarter: int
    figures: Figures
    members: dict[Key, int]

    def holds(self, values: Mapping[Key, int]) -> bool:
        """Whether these scores would have shown the same."""
        return told([values[key] for key in self.members], self.figures) == seen(self.figures)


def seen(figures: Figures) -> tuple[int, ...]:
    """The numbers on the page."""
    ends = () if figures.lower is None or figures.upper is None else (figures.lower, figures.upper)
    return (figures.count, figures.median, *ends)


def told(values: Sequence[int], like: Figures) -> tuple[int, ...]:
    """The numbers that a page would show of these scores, with quartiles where `like` has them."""
    ordered, n = sorted(values), len(values)
    median = (ordered[(n - 1) // 2] + ordered[n // 2] + 1) // 2
    quarter = -(-n // 4)
    if like.lower is None:
        return (n, median)
    return (n, median, ordered[quarter - 1], ordered[n - quarter])


@dataclass
class Programme:
    """A made-up programme over time, and all that it ever told."""

    random: Random
    rules: Rules = RULES
    domain: Sequence[int] = tuple(range(LOWEST, HIGHEST + 1))
    people: dict[UUID, tuple[str, str, str]] = field(default_factory=dict)
    scores: dict[UUID, int] = field(default_factory=dict)
    ledger: Ledger = field(default_factory=Ledger)
    tables: list[Told] = field(default_factory=list)
    ladder_of: Callable[[str, str, str], tuple[Cohort, ...]] = ladder

    def join(self, number: int, *, kinds: int = 2, tiers: int = 2, regions: int = 3) -> None:
        """So many new partners of any type, tier and region."""
        for _ in range(number):
            partner = UUID(int=self.random.getrandbits(128))
            self.people[partner] = (
                f"Type {self.random.randrange(kinds)}",
                f"Tier {self.random.randrange(tiers)}",
                f"Region {self.random.randrange(regions)}",
            )
            self.scores[partner] = self.random.choice(self.domain)

    def live(self, *, change: float, leave: float, move: float) -> None:
        """A quarter passes: some scores change, some partners leave, some are of another tier or region now."""
        for partner in list(self.people):
            if self.random.random() < leave:
                del self.people[partner], self.scores[partner]
                continue
            if self.random.random() < change:
                self.scores[partner] = self.random.choice(self.domain)
            if self.random.random() < move:
                kind, _tier, _region = self.people[partner]
                self.people[partner] = (
                    kind,
                    f"Tier {self.random.randrange(2)}",
                    f"Region {self.random.randrange(3)}",
                )

    def close(self, quarter: int) -> None:
        """Tell what may be told at the end of a quarter."""
        scored = [Scored(each, self.ladder_of(*self.people[each]), value) for each, value in self.scores.items()]
        closed = close_quarter(self.ledger, scored, batch=quarter, rules=self.rules)
        self.ledger = closed.ledger
        for cohort, renewal in closed.renewals.items():
            if renewal.figures:
                members = {(each.partner, each.batch): each.value for each in renewal.table if each.partner}
                self.tables.append(Told(cohort, quarter, renewal.figures, members))

    @property
    def values(self) -> dict[Key, int]:
        """Every score that ever counted."""
        return {key: value for table in self.tables for key, value in table.members.items()}


def groups_of(tables: Sequence[Told]) -> Iterator[tuple[list[Key], list[Told]]]:
    """The scores that counted in exactly the same tables, with those tables: nothing else tells them apart."""
    where: dict[Key, list[int]] = defaultdict(list)
    for number, table in enumerate(tables):
        for key in table.members:
            where[key].append(number)
    alike: dict[tuple[int, ...], list[Key]] = defaultdict(list)
    for key, numbers in where.items():
        alike[tuple(numbers)].append(key)
    for counted_in, keys in alike.items():
        yield keys, [tables[number] for number in counted_in]


def free(keys: Sequence[Key], tables: Sequence[Told], values: Mapping[Key, int], extreme: int) -> list[Key]:
    """Those of the scores that could be `extreme` without a number changing on any page."""
    return [key for key in keys if all(table.holds({**values, key: extreme}) for table in tables)]


def could_be(
    target: Key,
    extreme: int,
    *,
    league: set[UUID],
    group: Sequence[Key],
    tables: Sequence[Told],
    everything: list[Told],
) -> bool:
    """Whether a world exists in which `target` is `extreme`, the league's scores are what they are, and every table
    says what it said. The world is made: the target changes places with somebody, whose score then becomes extreme.
    """
    values = {key: value for table in everything for key, value in table.members.items()}
    for other in free(group, tables, values, extreme):
        if other[0] in league:
            continue
        world = {**values, other: values[target], target: extreme}
        if all(table.holds(world) for table in everything):
            return True
    return False


def possible(tables: Sequence[Told], domain: Sequence[int], *, known: Mapping[Key, int]) -> dict[Key, set[int]]:
    """What each score can be, by going through every way in which scores from `domain` could be spread.

    Complete: nobody can know more than this. Scores of one group are told apart by nothing, so it is enough to go
    through how often each value occurs in a group.
    """
    groups = [([key for key in keys if key not in known], keys) for keys, _tables in groups_of(tables)]
    spreads = [list(combinations_with_replacement(domain, len(unknown))) for unknown, _keys in groups]
    found: dict[Key, set[int]] = defaultdict(set)
    for spread in product(*spreads):
        world = dict(known)
        for (unknown, _keys), chosen in zip(groups, spread, strict=True):
            world |= dict(zip(unknown, chosen, strict=True))
        if all(table.holds(world) for table in tables):
            for (unknown, _keys), chosen in zip(groups, spread, strict=True):
                for key in unknown:
                    found[key] |= set(chosen)
    return found
