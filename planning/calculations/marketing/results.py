"""What came of a tactic, beside what was approved: rule 9 and 10 of docs/calculations/marketing.md."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from planning.calculations.marketing.forecast import Return, TacticForecast, returned, total
from prm.documents.formats import Format
from prm.kernel.ratios import Ratio, quotient
from prm.kernel.status import TrafficLight
from sales.calculations.attribution import CampaignResult, Outcomes

CHECKPOINT_DAYS = (30, 90, 180)
_AS_FORECAST = Decimal("0.95")
_ABOVE = Decimal("1.05")
_A_LITTLE_BELOW = Decimal("0.80")


@dataclass(frozen=True, slots=True)
class Variance:
    """An actual figure beside its forecast, judged. No light where there is nothing to judge."""

    forecast: Decimal
    actual: Decimal
    light: TrafficLight | None
    words: str


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A tactic so many days after its end. `result` is None while that day has not come."""

    days: int
    due_date: date
    result: CampaignResult | None

    @property
    def is_due(self) -> bool:
        return self.result is not None


@dataclass(frozen=True, slots=True)
class Brought:
    """What came by a day, beside what was forecast. Returns are made of hard revenue alone, and of the budget."""

    forecast: TacticForecast
    found: CampaignResult
    gross_profit: Decimal

    @property
    def vendor(self) -> Return:
        """What the vendor's MDF brought."""
        return self._returned(self.forecast.mdf_budget)

    @property
    def pair(self) -> Return:
        """What the whole budget brought."""
        return self._returned(self.forecast.budget)

    def _returned(self, spend: Decimal) -> Return:
        return returned(spend, revenue=self.found.hard.revenue, gross_profit=self.gross_profit)


@dataclass(frozen=True, slots=True)
class TacticResult:
    """What a tactic brought up to `as_of` and at its checkpoints, beside its forecast.

    `is_verifiable` is False where nobody can say what came of it; its figures are shown, and judged by nobody.
    """

    forecast: TacticForecast
    margin_percent: Decimal
    so_far: CampaignResult
    checkpoints: Sequence[Checkpoint]
    is_verifiable: bool

    @property
    def now(self) -> Brought:
        """What it brought up to `as_of`."""
        return self.brought(self.so_far)

    def brought(self, found: CampaignResult) -> Brought:
        """What it had brought when this had come of it."""
        return Brought(self.forecast, found, found.hard.revenue * self.margin_percent / 100)


def together(results: Sequence[TacticResult]) -> Brought:
    """What tactics brought so far, all of them: hard with hard, soft with soft."""
    now = [each.now for each in results]
    return Brought(
        forecast=total(each.forecast for each in now),
        found=CampaignResult(
            hard=outcomes_total([each.found.hard for each in now]),
            soft=outcomes_total([each.found.soft for each in now]),
        ),
        gross_profit=sum((each.gross_profit for each in now), Decimal(0)),
    )


def checkpoint_dates(end_date: date) -> tuple[tuple[int, date], ...]:
    """The days on which a tactic that ends on `end_date` is looked at."""
    return tuple((days, end_date + timedelta(days=days)) for days in CHECKPOINT_DAYS)


def compared(forecast: Decimal, actual: Decimal, *, written: Format) -> Variance:
    """An actual figure beside its forecast, in words. The words are those of the worked table."""
    light, words = _judged(forecast, actual, written)
    return Variance(forecast, actual, light, words)


def _judged(forecast: Decimal, actual: Decimal, written: Format) -> tuple[TrafficLight | None, str]:
    if not forecast:
        return (None, "not in the forecast") if actual else (None, "nothing expected, nothing came")
    if not actual:
        return TrafficLight.AT_RISK, f"nothing yet of {written.full(forecast)}"
    ratio: Ratio = quotient(actual, forecast)
    share = ratio.value or Decimal(0)
    if share > _ABOVE:
        return TrafficLight.ON_TRACK, f"{Ratio(share - 1).as_percent()} above the forecast"
    if share >= _AS_FORECAST:
        return TrafficLight.ON_TRACK, "as forecast"
    if share >= _A_LITTLE_BELOW:
        return TrafficLight.WATCH, f"a little below: {ratio.as_percent()} of the forecast"
    return TrafficLight.AT_RISK, f"below: {ratio.as_percent()} of the forecast"


def outcomes_total(outcomes: Sequence[Outcomes]) -> Outcomes:
    """Sums of outcomes of one kind: hard with hard, soft with soft."""
    return Outcomes(
        leads=sum(each.leads for each in outcomes),
        mgos=sum(each.mgos for each in outcomes),
        opportunities=sum(each.opportunities for each in outcomes),
        pipeline=sum((each.pipeline for each in outcomes), Decimal(0)),
        won=sum(each.won for each in outcomes),
        revenue=sum((each.revenue for each in outcomes), Decimal(0)),
    )
