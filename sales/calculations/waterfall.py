"""The lead waterfall: how many leads of a day's cohort come how far. Rules: docs/calculations/leads.md."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby, pairwise
from statistics import median

from prm.kernel.ratios import Ratio, quotient
from sales.calculations.leads import LeadFact
from sales.enums import LEAD_WAY, LeadStage


@dataclass(frozen=True, slots=True)
class StageCount:
    """Mature leads that were in a stage: those who came in there among them; those who are there still; those lost."""

    stage: LeadStage
    entered: int
    came_in: int
    open: int
    lost: int


@dataclass(frozen=True, slots=True)
class Conversion:
    """What became of the mature leads that were in `from_stage`: `entered` = `moved` + `open` + `lost`.

    `median_days` is the median of days from the one stage to the other over those who moved; None where none did.
    """

    from_stage: LeadStage
    to_stage: LeadStage
    entered: int
    moved: int
    open: int
    lost: int
    median_days: Decimal | None

    @property
    def share(self) -> Ratio:
        """Moved to entered; n/a where no lead was in the stage."""
        return quotient(self.moved, self.entered)


@dataclass(frozen=True, slots=True)
class Cohort:
    """The leads that came in during a calendar month. `reached` counts the mature ones along `LEAD_WAY`."""

    month: date
    mature: int
    young: int
    reached: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Waterfall:
    """Leads by how far they came. All counts are of mature leads; `young` ones stand apart, neither moved nor lost."""

    as_of: date
    maturity_days: int
    stages: tuple[StageCount, ...]
    conversions: tuple[Conversion, ...]
    cohorts: tuple[Cohort, ...]
    mature: int
    young: int

    @property
    def won_share(self) -> Ratio:
        """Mature leads that bought to all of them; n/a where there are none."""
        return quotient(self.stages[-1].entered, self.mature)


def cohort_waterfall(leads: Iterable[LeadFact], *, as_of: date, maturity_days: int) -> Waterfall:
    """How far the leads that had come in by `as_of` got by then.

    A lead is mature once `maturity_days` have passed since it came in. Leads after the day are left out.
    """
    known = sorted((lead for lead in leads if lead.existed_on(as_of)), key=lambda lead: lead.entered_date)
    until = as_of - timedelta(days=maturity_days)
    mature = [lead for lead in known if lead.entered_date <= until]
    return Waterfall(
        as_of=as_of,
        maturity_days=maturity_days,
        stages=tuple(_stage(stage, mature, as_of) for stage in LEAD_WAY),
        conversions=tuple(_conversion(*pair, mature, as_of) for pair in pairwise(LEAD_WAY)),
        cohorts=tuple(_cohort(month, list(each), as_of, until) for month, each in groupby(known, _month)),
        mature=len(mature),
        young=len(known) - len(mature),
    )


def _stage(stage: LeadStage, leads: Sequence[LeadFact], as_of: date) -> StageCount:
    here = [lead for lead in leads if lead.furthest_on(as_of) is stage]
    lost = sum(lead.has_reached(LeadStage.LOST, as_of) for lead in here)
    return StageCount(
        stage=stage,
        entered=_count(stage, leads, as_of),
        came_in=sum(lead.entered_stage is stage for lead in leads),
        open=len(here) - lost,
        lost=lost,
    )


def _conversion(before: LeadStage, after: LeadStage, leads: Sequence[LeadFact], as_of: date) -> Conversion:
    entered = [lead for lead in leads if lead.has_reached(before, as_of)]
    moved = [lead for lead in entered if lead.has_reached(after, as_of)]
    lost = sum(lead.has_reached(LeadStage.LOST, as_of) and lead not in moved for lead in entered)
    days = [(lead.reached[after] - lead.reached[before]).days for lead in moved]
    return Conversion(
        from_stage=before,
        to_stage=after,
        entered=len(entered),
        moved=len(moved),
        open=len(entered) - len(moved) - lost,
        lost=lost,
        median_days=Decimal(str(median(days))) if days else None,
    )


def _cohort(month: date, leads: Sequence[LeadFact], as_of: date, until: date) -> Cohort:
    mature = [lead for lead in leads if lead.entered_date <= until]
    reached = tuple(_count(stage, mature, as_of) for stage in LEAD_WAY)
    return Cohort(month, len(mature), len(leads) - len(mature), reached)


def _count(stage: LeadStage, leads: Iterable[LeadFact], as_of: date) -> int:
    return sum(lead.has_reached(stage, as_of) for lead in leads)


def _month(lead: LeadFact) -> date:
    return lead.entered_date.replace(day=1)
