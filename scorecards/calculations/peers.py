"""What is told about peers: figures over a table of scores that let nobody work out anybody's score.

Rule, reasons and worked table: docs/calculations/peers.md. Values are whole numbers: scores of 1 to 100, or percent.
Which scores a table may hold is decided in `peer_tables`; this module works out what is told of a table.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from scorecards.enums import Rung

ZERO = Decimal(0)
# From how many partners on a count is told as "20 to 49" and the like, never exactly.
BANDS = (7, 10, 20, 50, 100)
LARGEST_SHARE = Decimal("0.25")
P_PERCENT = Decimal("0.15")
STEP = 5


@dataclass(frozen=True, slots=True)
class Rules:
    """How careful the tables are. Weaker rules than the default exist for the test that breaks them.

    - `batch`: so many scores at least enter, leave and stay in a table together.
    - `open_ends`: so many scores of a batch at least lie below, and so many above, all that is told.
    - `quartiles_from`: fewer partners than this have a median only.
    - `changed_from`: a score that differs by less from the one counted is the same score.
    """

    batch: int = 7
    open_ends: int = 3
    quartiles_from: int = 13
    changed_from: int = 5


RULES = Rules()


@dataclass(frozen=True, slots=True, order=True)
class Cohort:
    """Partners that are compared with each other: those alike in all that its rung names."""

    rung: Rung
    type: str = ""
    tier: str = ""
    region: str = ""

    @property
    def label(self) -> str:
        """What its partners have in common, as a person reads it."""
        parts = (self.type or "no type", self.tier or "no tier", self.region or "no region")[: int(self.rung)]
        return ", ".join(parts) or "All partners"


def ladder(kind: str, tier: str, region: str) -> tuple[Cohort, ...]:
    """The cohorts that a partner could be compared with, the closest first."""
    return (
        Cohort(Rung.REGION, kind, tier, region),
        Cohort(Rung.TIER, kind, tier),
        Cohort(Rung.TYPE, kind),
        Cohort(Rung.ALL),
    )


def everybody() -> tuple[Cohort, ...]:
    """The ladder of a metric in which all partners of the programme are alike: each rung of it is the last."""
    return (Cohort(Rung.ALL),) * len(Rung)


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is ever told of a table. Quartiles are None where there are too few scores for them."""

    count: int
    median: int
    lower: int | None = None
    upper: int | None = None

    @property
    def band(self) -> str:
        """How many scores it holds, roughly."""
        return band(self.count)


def band(count: int) -> str:
    """``20 to 49`` for 33. Nothing is told below the smallest band."""
    if count < BANDS[0]:
        return ""
    for first, following in pairwise(BANDS):
        if first <= count < following:
            return f"{first} to {following - 1}"
    return f"{BANDS[-1]} or more"


def told_ranks(count: int, *, quartiles: bool) -> tuple[int, ...]:
    """The places, counted from 1 at the lowest, whose scores the figures are made of."""
    middle = (count + 1) // 2, count // 2 + 1
    if not quartiles:
        return middle
    lower = (count + 3) // 4
    return (lower, *middle, count + 1 - lower)


def figures_of(values: Collection[int], *, quartiles: bool) -> Figures:
    """The median (half up between two middle scores) and, with `quartiles`, the scores a quarter from either end.

    Raises ValueError for no values.
    """
    ordered = sorted(values)
    if not ordered:
        raise ValueError("There are no figures of nothing")
    ranks = told_ranks(len(ordered), quartiles=quartiles)
    told = [ordered[rank - 1] for rank in ranks]
    middle = told[1:3] if quartiles else told
    median = int((Decimal(sum(middle)) / 2).quantize(Decimal(1), ROUND_HALF_UP))
    return Figures(len(ordered), median, *((told[0], told[-1]) if quartiles else ()))


def is_dominated(weights: Iterable[Decimal]) -> bool:
    """True where one partner makes up more than a quarter of the money behind a table, or so much that the others
    could be told apart from it: all but the two largest come to less than 15 % of the largest. Without money: False.
    """
    largest_first = sorted((max(weight, ZERO) for weight in weights), reverse=True)
    total = sum(largest_first, ZERO)
    if not total:
        return False
    rest = sum(largest_first[2:], ZERO)
    return largest_first[0] > total * LARGEST_SHARE or rest < largest_first[0] * P_PERCENT


def percentile(own: int, figures: Figures) -> int | None:
    """About how many percent of the peers lie below `own`, in steps of five from 5 to 95; None without quartiles.

    Read off the figures that everybody sees, on straight lines between them: it tells nothing that they do not.
    """
    if figures.lower is None or figures.upper is None:
        return None
    reach = max(figures.upper - figures.lower, STEP)
    points = (
        (figures.lower - reach, 0),
        (figures.lower, 25),
        (figures.median, 50),
        (figures.upper, 75),
        (figures.upper + reach, 100),
    )
    return max(5, min(95, _between(own, points)))


def _between(own: int, points: tuple[tuple[int, int], ...]) -> int:
    if own <= points[0][0]:
        return points[0][1]
    for (low, low_share), (high, high_share) in pairwise(points):
        if own < high:
            share = low_share + Decimal(high_share - low_share) * (own - low) / (high - low)
            return int((share / STEP).quantize(Decimal(1), ROUND_HALF_UP)) * STEP
    return points[-1][1]
