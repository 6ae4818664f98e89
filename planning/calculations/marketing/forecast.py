"""What a marketing plan is expected to bring: from people reached to revenue, and what each party gets for its money.

Rules and the worked table: docs/calculations/marketing.md. Percentages are in points: 20 is 20 %. Counts are not
rounded to whole leads here; whoever shows them does that.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

from planning.calculations.marketing.kinds import Volume
from planning.enums import Case
from prm.kernel.ratios import Gap, Ratio, quotient

NOTHING = Decimal(0)
HUNDRED = Decimal(100)
# Every product below is exact: amounts and percentages are finite decimals, and the one division is rounded at once.
_EXACT = Context(prec=200, rounding=ROUND_HALF_UP)
_INQUIRY_PLACES = Decimal("0.000001")

RATES = ("mql_percent", "sal_percent", "sql_percent", "won_percent")


@dataclass(frozen=True, slots=True)
class TacticDrivers:
    """What a tactic's forecast is made of. Money is in the tenant's currency, nothing is below zero.

    `budget` is what the tactic costs, `mdf_budget` the vendor's part of it. `volume` says whether inquiries follow
    from `reach` and `inquiry_percent`, or from the budget and `cost_per_response`.
    """

    budget: Decimal
    mdf_budget: Decimal
    volume: Volume
    reach: Decimal
    cost_per_response: Decimal
    inquiry_percent: Decimal
    mql_percent: Decimal
    sal_percent: Decimal
    sql_percent: Decimal
    won_percent: Decimal
    average_deal: Decimal
    gross_margin_percent: Decimal


@dataclass(frozen=True, slots=True)
class Return:
    """What `spend` brings. `multiple` = revenue / spend; `roi` = (gross profit - spend) / spend. 4 is 400 %."""

    spend: Decimal
    multiple: Ratio
    roi: Ratio


@dataclass(frozen=True, slots=True)
class TacticForecast:
    """Leads stage by stage, money, and the budget they cost. Sums of forecasts are forecasts: see `total`."""

    inquiries: Decimal = NOTHING
    mqls: Decimal = NOTHING
    sals: Decimal = NOTHING
    sqls: Decimal = NOTHING
    won: Decimal = NOTHING
    pipeline: Decimal = NOTHING
    revenue: Decimal = NOTHING
    gross_profit: Decimal = NOTHING
    budget: Decimal = NOTHING
    mdf_budget: Decimal = NOTHING

    @property
    def mgos(self) -> Decimal:
        """Marketing-generated opportunities: leads that marketing has qualified."""
        return self.mqls

    @property
    def opportunities(self) -> Decimal:
        return self.sqls

    @property
    def partner_budget(self) -> Decimal:
        return self.budget - self.mdf_budget

    @property
    def vendor(self) -> Return:
        """What the vendor gets for its MDF."""
        return returned(self.mdf_budget, revenue=self.revenue, gross_profit=self.gross_profit)

    @property
    def pair(self) -> Return:
        """What vendor and partner get for the whole budget."""
        return returned(self.budget, revenue=self.revenue, gross_profit=self.gross_profit)

    @property
    def stages(self) -> tuple[Decimal, ...]:
        """The waterfall: inquiries, MQLs, SALs, SQLs, won."""
        return (self.inquiries, self.mqls, self.sals, self.sqls, self.won)

    @property
    def cost_per_mgo(self) -> Ratio:
        return quotient(self.budget, self.mqls)


STAGE_NAMES = ("Inquiries", "MQL (MGOs)", "SAL", "SQL (opportunities)", "Won")


@dataclass(frozen=True, slots=True)
class CaseFactors:
    """How many inquiries come back in each case, in percent of what the drivers say."""

    bleak: Decimal = Decimal(60)
    base: Decimal = HUNDRED
    bold: Decimal = Decimal(130)

    def of(self, case: Case) -> Decimal:
        return {Case.BLEAK: self.bleak, Case.BASE: self.base, Case.BOLD: self.bold}[case]


@dataclass(frozen=True, slots=True)
class PlanForecast[Key]:
    """The base case tactic by tactic, and the totals of all three cases."""

    tactics: Mapping[Key, TacticForecast]
    cases: Mapping[Case, TacticForecast]

    @property
    def total(self) -> TacticForecast:
        """The base case."""
        return self.cases[Case.BASE]


def returned(spend: Decimal, *, revenue: Decimal, gross_profit: Decimal) -> Return:
    """Both returns of a spend. Without any spend there is none to speak of, which is "no spend" and not infinity."""
    if spend <= 0:
        nothing_spent = Ratio(reason=Gap.NO_SPEND)
        return Return(spend, nothing_spent, nothing_spent)
    return Return(spend, quotient(revenue, spend), quotient(gross_profit - spend, spend))


def forecast_tactic(drivers: TacticDrivers, *, case_percent: Decimal = HUNDRED) -> TacticForecast:
    """What a tactic brings when `case_percent` of the expected inquiries come back. Its cost stays the same."""
    with localcontext(_EXACT):
        inquiries = _inquiries(drivers) * case_percent / HUNDRED
        mqls = inquiries * drivers.mql_percent / HUNDRED
        sals = mqls * drivers.sal_percent / HUNDRED
        sqls = sals * drivers.sql_percent / HUNDRED
        won = sqls * drivers.won_percent / HUNDRED
        revenue = won * drivers.average_deal
        return TacticForecast(
            inquiries=inquiries,
            mqls=mqls,
            sals=sals,
            sqls=sqls,
            won=won,
            pipeline=sqls * drivers.average_deal,
            revenue=revenue,
            gross_profit=revenue * drivers.gross_margin_percent / HUNDRED,
            budget=drivers.budget,
            mdf_budget=drivers.mdf_budget,
        )


def _inquiries(drivers: TacticDrivers) -> Decimal:
    """Responses by reach, or as many as the budget buys: to the sixth decimal. At no cost each, none can be told."""
    if drivers.volume is Volume.REACH:
        return drivers.reach * drivers.inquiry_percent / HUNDRED
    if not drivers.cost_per_response:
        return NOTHING
    return (drivers.budget / drivers.cost_per_response).quantize(_INQUIRY_PLACES)


def total(forecasts: Iterable[TacticForecast]) -> TacticForecast:
    """The sum of forecasts, exact and in any order; of none it is nothing."""
    rows = tuple(forecasts)
    names = tuple(each.name for each in fields(TacticForecast))
    with localcontext(_EXACT):
        return TacticForecast(**{name: sum((getattr(row, name) for row in rows), NOTHING) for name in names})


def forecast_plan[Key](drivers: Mapping[Key, TacticDrivers], factors: CaseFactors) -> PlanForecast[Key]:
    """A plan's tactics in the base case, and the plan as a whole in all three."""
    by_case = {
        case: {key: forecast_tactic(each, case_percent=factors.of(case)) for key, each in drivers.items()}
        for case in Case
    }
    return PlanForecast(
        tactics=by_case[Case.BASE], cases={case: total(tactics.values()) for case, tactics in by_case.items()}
    )


def why_nothing(drivers: TacticDrivers) -> str:
    """Why a tactic brings no revenue, in words; empty when it brings some."""
    for is_missing, words in _BREAKS:
        if is_missing(drivers):
            return words
    return ""


_BREAKS: tuple[tuple[Callable[[TacticDrivers], object], str], ...] = (
    (lambda d: d.volume is Volume.REACH and not d.reach, "Nobody is reached yet: no leads."),
    (lambda d: d.volume is Volume.REACH and not d.inquiry_percent, "Nobody answers: the share of inquiries is 0 %."),
    (lambda d: d.volume is Volume.BUDGET and not d.cost_per_response, "An inquiry costs nothing: say what one costs."),
    (lambda d: d.volume is Volume.BUDGET and not d.budget, "There is no budget: no leads."),
    (lambda d: not d.mql_percent, "No inquiry becomes an MGO: that share is 0 %."),
    (lambda d: not d.sal_percent, "No MGO is accepted by sales: that share is 0 %."),
    (lambda d: not d.sql_percent, "Nothing accepted becomes an opportunity: that share is 0 %."),
    (lambda d: not d.won_percent, "No opportunity is won: that share is 0 %."),
    (lambda d: not d.average_deal, "A deal is worth nothing: say what one is worth."),
)


def by_return[Key](forecasts: Mapping[Key, TacticForecast], names: Mapping[Key, str]) -> Sequence[Key]:
    """Tactics side by side, the best ROI of the whole budget first; those without spend last, equal ones by name."""

    def rank(key: Key) -> tuple[bool, Decimal, str]:
        roi = forecasts[key].pair.roi.value
        return (roi is None, -(roi or NOTHING), names[key])

    return sorted(forecasts, key=rank)
