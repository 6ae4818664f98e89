"""Pipeline to target: is enough in the pipeline for what is still to be sold (domain: performance scorecard).

Rule and worked table: docs/calculations/scorecard.md. Money is in the tenant's currency, unrounded.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from prm.kernel.fiscal import Period
from prm.kernel.ratios import Gap, Ratio, coverage, quotient
from prm.kernel.status import DEFAULT_THRESHOLDS, Thresholds
from sales.calculations.deals import DealFact
from sales.enums import Outcome
from scorecards.calculations.readings import Reading, read, unread
from scorecards.enums import Denominator, MultipleFrom

ZERO, ONE = Decimal(0), Decimal(1)
ENOUGH_CLOSED = 20
DEFAULT_MULTIPLE = Decimal(3)


@dataclass(frozen=True, slots=True)
class RequiredMultiple:
    """How many times what remains must be in the pipeline, and by whose win rate (None for the tenant's default)."""

    value: Decimal
    source: MultipleFrom
    win_rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class OpenPipeline:
    """The open deals on a day, sorted by whether they can count for a period. Amounts are sums."""

    amount: Decimal
    weighted: Decimal
    counted: tuple[DealFact, ...] = field(repr=False, default=())
    stale: tuple[DealFact, ...] = field(repr=False, default=())
    undated: tuple[DealFact, ...] = field(repr=False, default=())
    unqualified: tuple[DealFact, ...] = field(repr=False, default=())


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Coverage of a period's target. `remaining` is the target less what is booked, None without a target."""

    reading: Reading
    open: OpenPipeline
    target: Decimal | None
    remaining: Decimal | None
    on_remaining: Ratio
    on_target: Ratio
    required: RequiredMultiple
    denominator: Denominator

    @property
    def expected(self) -> Ratio:
        """The weighted pipeline over what remains: the share of the rest that may be expected."""
        return Ratio(reason=Gap.NO_PLAN) if self.remaining is None else coverage(self.open.weighted, self.remaining)


@dataclass(frozen=True)
class PipelineRules:
    """How a tenant measures coverage."""

    denominator: Denominator = Denominator.REMAINING
    default_multiple: Decimal = DEFAULT_MULTIPLE
    cohort_win_rate: Decimal | None = None
    thresholds: Thresholds = DEFAULT_THRESHOLDS


def required_multiple(deals: Iterable[DealFact], period: Period, rules: PipelineRules) -> RequiredMultiple:
    """One over the win rate by value: the partner's own from 20 closed deals on, else the cohort's, else the default.

    A rate of nothing won asks for no multiple that could be reached, so the next one down is taken.
    """
    closed = [deal for deal in deals if counts_in_win_rate(deal, period)]
    if len(closed) >= ENOUGH_CLOSED and (own := win_rate_by_value(closed).value):
        return RequiredMultiple(ONE / own, MultipleFrom.OWN, own)
    if rules.cohort_win_rate:
        return RequiredMultiple(ONE / rules.cohort_win_rate, MultipleFrom.COHORT, rules.cohort_win_rate)
    return RequiredMultiple(rules.default_multiple, MultipleFrom.DEFAULT)


def counts_in_win_rate(deal: DealFact, period: Period) -> bool:
    """Whether the deal was qualified, and won or lost within the period."""
    return deal.is_qualified and deal.closed_within(period.start_date, period.end_date)


def win_rate_by_value(closed: Iterable[DealFact]) -> Ratio:
    """Amounts won over amounts won and lost; no data where nothing of any amount was closed."""
    amounts = {Outcome.WON: ZERO, Outcome.LOST: ZERO}
    for deal in closed:
        amounts[deal.outcome] += deal.amount
    total = sum(amounts.values(), ZERO)
    return quotient(amounts[Outcome.WON], total) if total > 0 else Ratio(reason=Gap.NO_DATA)


def open_pipeline(deals: Iterable[DealFact], period: Period, *, as_of: date) -> OpenPipeline:
    """What was open at the end of `as_of`. Counted: qualified, and expected to close in the period but not before.

    A deal whose expected day has passed is stale, whatever the period; one without that day is undated.
    """
    counted, stale, undated, unqualified = [], [], [], []
    for deal in deals:
        if not deal.is_open_on(as_of):
            continue
        if deal.is_stale_on(as_of):
            stale.append(deal)
        elif not deal.is_qualified:
            unqualified.append(deal)
        elif deal.expected_close_date is None:
            undated.append(deal)
        elif deal.expected_close_date in period:
            counted.append(deal)
    amount = sum((deal.amount for deal in counted), ZERO)
    weighted = sum((deal.weighted_amount for deal in counted), ZERO)
    return OpenPipeline(amount, weighted, tuple(counted), tuple(stale), tuple(undated), tuple(unqualified))


def measure_pipeline(
    deals: Iterable[DealFact] | None,
    period: Period,
    *,
    as_of: date,
    target: Decimal | None,
    booked: Decimal,
    required: RequiredMultiple,
    rules: PipelineRules,
) -> Pipeline:
    """Coverage of the period's target by the pipeline of `as_of`. `deals` None: the tenant keeps no deals."""
    found = open_pipeline(deals or (), period, as_of=as_of)
    remaining = None if not target else target - booked
    on_remaining, on_target = _coverages(found.amount, target, remaining)
    ratio = on_remaining if rules.denominator is Denominator.REMAINING else on_target
    if deals is None:
        reading = unread(period, as_of, Gap.NO_DATA)
    else:
        index = _index(ratio, required)
        reading = read(period, as_of, value=ratio, index=index, thresholds=rules.thresholds)
    return Pipeline(reading, found, target, remaining, on_remaining, on_target, required, rules.denominator)


def _coverages(amount: Decimal, target: Decimal | None, remaining: Decimal | None) -> tuple[Ratio, Ratio]:
    if target is None or remaining is None:
        return Ratio(reason=Gap.NO_PLAN), Ratio(reason=Gap.NO_PLAN)
    on_remaining = coverage(amount, remaining)
    return on_remaining, on_remaining if on_remaining.value is None else quotient(amount, target)


def _index(ratio: Ratio, required: RequiredMultiple) -> Ratio:
    """A target that is met needs no pipeline: that is all that was asked for, and no more."""
    if ratio.reason is Gap.TARGET_MET:
        return Ratio(ONE)
    return ratio if ratio.value is None else quotient(ratio.value, required.value)
