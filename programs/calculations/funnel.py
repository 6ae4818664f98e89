"""How far partners came on their way through life stages, and how fast. Prose: docs/calculations/life-stage.md."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from statistics import median

from partners.enums import LifeStage
from prm.kernel.ratios import Ratio, quotient

WAY = (
    LifeStage.RECRUITED,
    LifeStage.ONBOARDING,
    LifeStage.MOTIVATED,
    LifeStage.TARGETING,
    LifeStage.ACTIVATED,
    LifeStage.PRODUCING,
)


class ActivationBand(StrEnum):
    """What an activation rate is worth, by published ranges."""

    LOW = "low"
    AVERAGE = "average"
    GOOD = "good"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Journey:
    """One partner's way: its stages in order with the day each began, its contract and its first deal.

    `first_deal_date` is None for "not yet"; `is_timed` is False where the first deal may lie before all records.
    """

    stages: tuple[tuple[LifeStage, date], ...]
    joined_date: date | None
    first_deal_date: date | None
    is_timed: bool = True

    @property
    def stage(self) -> LifeStage:
        return self.stages[-1][0]

    @property
    def reached(self) -> int:
        """The furthest position on the way. Whoever lapsed had sold before."""
        return max(WAY.index(LifeStage.PRODUCING if stage is LifeStage.LAPSED else stage) for stage, _ in self.stages)


@dataclass(frozen=True, slots=True)
class Step:
    """A stage: who is in it, who came at least so far, and how long those who are in it have been."""

    stage: LifeStage
    now: int
    reached: int
    conversion: Ratio
    median_days: int | None


@dataclass(frozen=True, slots=True)
class TimeToFirstDeal:
    """Days from contract to first deal at which half of the partners had one; None: fewer than half have.

    `not_yet` partners count for as long as they have been partners, and no longer.
    """

    median_days: int | None
    with_deal: int
    not_yet: int


@dataclass(frozen=True, slots=True)
class Funnel:
    """The whole programme's way."""

    partners: int
    steps: tuple[Step, ...]
    lapsed: int
    activation: Ratio
    first_deal: TimeToFirstDeal

    @property
    def band(self) -> ActivationBand | None:
        """What the activation rate is worth."""
        percent = self.activation.percent
        if percent is None:
            return None
        bounds = ((20, ActivationBand.LOW), (40, ActivationBand.AVERAGE), (60, ActivationBand.GOOD))
        return next((band for bound, band in bounds if percent < bound), ActivationBand.HIGH)


def measure_funnel(journeys: Sequence[Journey], *, as_of: date) -> Funnel:
    """How far partners came, and how fast."""
    reached = [sum(journey.reached >= position for journey in journeys) for position in range(len(WAY))]
    waiting = _days_in_stage(journeys, as_of)
    steps = tuple(
        Step(
            stage=stage,
            now=sum(journey.stage is stage for journey in journeys),
            reached=reached[position],
            conversion=quotient(reached[position], reached[position - 1]) if position else Ratio(Decimal(1)),
            median_days=_median(waiting[stage]),
        )
        for position, stage in enumerate(WAY)
    )
    with_deal = sum(_has_deal(journey, as_of) for journey in journeys)
    return Funnel(
        partners=len(journeys),
        steps=steps,
        lapsed=sum(journey.stage is LifeStage.LAPSED for journey in journeys),
        activation=quotient(with_deal, len(journeys)),
        first_deal=time_to_first_deal(journeys, as_of=as_of),
    )


def time_to_first_deal(journeys: Iterable[Journey], *, as_of: date) -> TimeToFirstDeal:
    """The Kaplan-Meier median: partners without a deal weigh as long as they are known, then leave the count."""
    timed = [each for each in journeys if each.is_timed and each.joined_date is not None and each.joined_date <= as_of]
    spans = sorted(_span(each, as_of) for each in timed)
    surviving, median_days = Decimal(1), None
    for position, (days, is_waiting) in enumerate(spans):
        if not is_waiting:
            surviving *= 1 - Decimal(1) / (len(spans) - position)
            if surviving <= Decimal("0.5") and median_days is None:
                median_days = days
    not_yet = sum(is_waiting for _, is_waiting in spans)
    return TimeToFirstDeal(median_days, len(spans) - not_yet, not_yet)


def _span(journey: Journey, as_of: date) -> tuple[int, bool]:
    """Days to the first deal, or so far; and whether it is still awaited. A deal before the contract took 0 days."""
    assert journey.joined_date is not None
    if _has_deal(journey, as_of):
        assert journey.first_deal_date is not None
        return max((journey.first_deal_date - journey.joined_date).days, 0), False
    return (as_of - journey.joined_date).days, True


def _has_deal(journey: Journey, as_of: date) -> bool:
    return journey.first_deal_date is not None and journey.first_deal_date <= as_of


def _days_in_stage(journeys: Iterable[Journey], as_of: date) -> dict[LifeStage, list[int]]:
    """How long each stage lasted or has lasted, of every partner that was in it since a known day."""
    found: dict[LifeStage, list[int]] = defaultdict(list)
    for journey in journeys:
        ends = [began for _, began in journey.stages[1:]] + [as_of]
        for (stage, began), end in zip(journey.stages, ends, strict=True):
            found[stage].append((end - began).days)
    return found


def _median(days: Sequence[int]) -> int | None:
    return round(median(days)) if days else None
