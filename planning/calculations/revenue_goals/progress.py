"""How a revenue goal stands on a day: needed by now, planned by partners, and what is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from planning.calculations.revenue_goals.goal import per, to_date, whole
from prm.kernel.fiscal import FiscalCalendar, Period, elapsed_working_fraction
from prm.kernel.ratios import Ratio, quotient
from prm.kernel.status import DEFAULT_THRESHOLDS, Thresholds, TrafficLight, classify

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class QuarterFigures:
    """One quarter. `needed` is None where the goal cannot be reached, `live` before the quarter begins."""

    label: str
    needed: int | None
    planned: Decimal | None
    live: Decimal | None


@dataclass(frozen=True, slots=True)
class Progress:
    """One measure of a goal over its year. What is needed is rounded up; `planned` is None where plans say nothing."""

    quarters: tuple[QuarterFigures, ...]
    needed: int | None
    needed_to_date: int | None
    planned: Decimal | None
    planned_to_date: Decimal | None
    live: Decimal

    @property
    def gap(self) -> Decimal | None:
        """What is there beyond what is needed by now; negative when it falls short."""
        return None if self.needed_to_date is None else self.live - self.needed_to_date

    @property
    def plan_gap(self) -> Decimal | None:
        """What partners plan for the year beyond what is needed in it; negative when plans fall short."""
        return None if self.needed is None or self.planned is None else self.planned - self.needed

    @property
    def attainment(self) -> Ratio | None:
        """What is there to what is needed by now; None while nothing is needed yet or the goal cannot be reached."""
        return quotient(self.live, self.needed_to_date) if self.needed_to_date else None

    def light(self, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> TrafficLight:
        """How it stands to date."""
        return classify(self.attainment.percent if self.attainment else None, thresholds)


def elapsed_share(calendar: FiscalCalendar, year: int, as_of: date) -> Fraction:
    """The share of a fiscal year, 0 to 1, that has passed by the end of a day: whole months, then working days."""
    period = calendar.year(year)
    if as_of < period.start_date:
        return Fraction(0)
    if as_of >= period.end_date:
        return Fraction(1)
    months = len(calendar.full_months_elapsed(as_of)) + Fraction(elapsed_working_fraction(as_of))
    return months / 12


def progress(
    needed: Fraction | None,
    *,
    planned: Sequence[Decimal] | None,
    live: Sequence[Decimal],
    quarters: Sequence[Period],
    elapsed: Fraction,
    as_of: date,
) -> Progress:
    """One measure, from the figures of four quarters. Of the running one, plans count by as much as has passed."""
    rows = tuple(
        QuarterFigures(
            label=quarter.label,
            needed=None if needed is None else per(needed, "quarter"),
            planned=planned[place] if planned else None,
            live=live[place] if quarter.start_date <= as_of else None,
        )
        for place, quarter in enumerate(quarters)
    )
    return Progress(
        quarters=rows,
        needed=None if needed is None else whole(needed),
        needed_to_date=None if needed is None else to_date(needed, elapsed),
        planned=sum(planned, ZERO) if planned else None,
        planned_to_date=_to_date(planned, elapsed) if planned else None,
        live=sum(live, ZERO),
    )


def _to_date(planned: Sequence[Decimal], elapsed: Fraction) -> Decimal:
    """Each quarter by the share of it that has passed."""
    shares = [min(Fraction(1), max(Fraction(0), elapsed * 4 - place)) for place in range(len(planned))]
    total = sum((Fraction(amount) * share for amount, share in zip(planned, shares, strict=True)), Fraction(0))
    return Decimal(total.numerator) / Decimal(total.denominator)
