"""Charts and tables of a marketing plan, for the page, the PDF and the sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from planning.calculations.marketing.forecast import (
    STAGE_NAMES,
    PlanForecast,
    Return,
    TacticForecast,
    by_return,
)
from planning.calculations.marketing.goals import GoalOutlook
from planning.enums import Case
from prm.documents.formats import COUNT, MULTIPLE, PERCENT, Format, whole_money
from prm.documents.specs import Cell, Chart, ChartKind, Column, Kind, Kpi, Role, Series, Table
from prm.kernel.money import number, rounded
from prm.kernel.ratios import Ratio

_ROLES = {Case.BLEAK: Role.PRIOR, Case.BASE: Role.ACTUAL, Case.BOLD: Role.SECOND}
LEADS = Format(places=1)


@dataclass(frozen=True, slots=True)
class TacticLine:
    """A tactic in words, as documents name it."""

    id: UUID
    name: str
    type_name: str
    audience: str
    owner: str
    start_date: date
    end_date: date
    is_verifiable: bool = True


def kpis(forecast: PlanForecast[UUID], *, currency: str) -> list[Kpi]:
    """The base case in a row of figures, each with its bleak and bold neighbours."""
    total, money = forecast.total, whole_money(currency)
    bleak, bold = forecast.cases[Case.BLEAK], forecast.cases[Case.BOLD]

    def between(low: str, high: str) -> str:
        return f"bleak {low}, bold {high}"

    return [
        Kpi("Budget", money.short(total.budget), f"{money.short(total.mdf_budget)} of it MDF"),
        Kpi("MGOs", number(total.mgos), between(number(bleak.mgos), number(bold.mgos))),
        Kpi(
            "Opportunities",
            number(total.opportunities, 1),
            between(number(bleak.opportunities, 1), number(bold.opportunities, 1)),
        ),
        Kpi("Revenue", money.short(total.revenue), between(money.short(bleak.revenue), money.short(bold.revenue))),
        _return_kpi("Vendor's return on MDF", [each.vendor for each in (bleak, total, bold)]),
        _return_kpi("Return on the whole budget", [each.pair for each in (bleak, total, bold)]),
    ]


def _return_kpi(label: str, returns: Sequence[Return]) -> Kpi:
    bleak, base, bold = returns
    if base.roi.value is None:
        return Kpi(label, base.roi.as_percent())
    spread = f"ROI bleak {bleak.roi.as_percent()}, bold {bold.roi.as_percent()}"
    return Kpi(label, f"{base.roi.as_percent()} ROI", f"{base.multiple.as_multiple()} revenue multiple; {spread}")


def waterfall_chart(forecast: PlanForecast[UUID], *, cases: Sequence[Case] = tuple(Case)) -> Chart:
    """Leads stage by stage in these cases; the table behind it is that of every chart."""
    total = forecast.total
    summary = (
        f"Base case: {number(total.inquiries)} inquiries become {number(total.mgos)} MGOs,"
        f" {number(total.opportunities, 1)} opportunities and {number(total.won, 1)} won deals."
    )
    series = tuple(
        Series(case.label, tuple(rounded(stage, LEADS.places) for stage in forecast.cases[case].stages), _ROLES[case])
        for case in cases
    )
    return Chart(
        "marketing-waterfall", ChartKind.ROWS, "Lead waterfall", summary, STAGE_NAMES, series, LEADS, heading="Stage"
    )


def case_table(forecast: PlanForecast[UUID], *, currency: str) -> Table:
    """What the plan comes to, a row for each figure and a column for each case."""
    money, cases = whole_money(currency), [forecast.cases[case] for case in Case]

    def row(name: str, written: Sequence[str]) -> tuple[Cell, ...]:
        return (name, *written)

    rows = (
        row("Inquiries", [number(each.inquiries) for each in cases]),
        row("MGOs", [number(each.mgos) for each in cases]),
        row("Opportunities", [number(each.opportunities, 1) for each in cases]),
        row("Won", [number(each.won, 1) for each in cases]),
        row("Pipeline", [money.full(each.pipeline) for each in cases]),
        row("Revenue", [money.full(each.revenue) for each in cases]),
        row("Gross profit", [money.full(each.gross_profit) for each in cases]),
        row("Revenue multiple on MDF", [each.vendor.multiple.as_multiple() for each in cases]),
        row("ROI on MDF", [each.vendor.roi.as_percent() for each in cases]),
        row("Revenue multiple on the whole budget", [each.pair.multiple.as_multiple() for each in cases]),
        row("ROI on the whole budget", [each.pair.roi.as_percent() for each in cases]),
    )
    columns = (Column("Figure", weight=3), *(Column(case.label, Kind.FIGURE) for case in Case))
    return Table("marketing-cases", "Three cases", columns, rows)


def comparison_table(forecast: PlanForecast[UUID], lines: Mapping[UUID, TacticLine], *, currency: str) -> Table:
    """Tactics side by side, the best ROI of the whole budget first, with the plan's totals."""
    money = whole_money(currency)
    names = {key: line.name for key, line in lines.items()}
    order = by_return(forecast.tactics, names)
    columns = (
        Column("Tactic", weight=4),
        Column("Budget", Kind.FIGURE, money),
        Column("MDF", Kind.FIGURE, money),
        Column("MGOs", Kind.FIGURE, LEADS),
        Column("Opportunities", Kind.FIGURE, LEADS),
        Column("Revenue", Kind.FIGURE, money),
        Column("Multiple on MDF", Kind.FIGURE, MULTIPLE),
        Column("ROI on MDF", Kind.FIGURE, PERCENT),
        Column("Multiple on budget", Kind.FIGURE, MULTIPLE),
        Column("ROI on budget", Kind.FIGURE, PERCENT),
    )
    rows = tuple((names[key], *_compared(forecast.tactics[key])) for key in order)
    return Table(
        "marketing-tactics", "Tactics side by side", columns, rows, totals=("Plan", *_compared(forecast.total))
    )


def _compared(forecast: TacticForecast) -> tuple[Cell, ...]:
    return (
        *(forecast.budget, forecast.mdf_budget, forecast.mgos, forecast.opportunities, forecast.revenue),
        *(_multiple(forecast.vendor.multiple), forecast.vendor.roi),
        *(_multiple(forecast.pair.multiple), forecast.pair.roi),
    )


def _multiple(ratio: Ratio) -> Cell:
    return ratio.as_multiple() if ratio.value is None else ratio.value


def goal_words(outlook: GoalOutlook, written: Format) -> str:
    """What the forecast says about a goal."""
    if outlook.forecast is None:
        return "Judged by you: there is no figure to forecast"
    if outlook.target is None:
        return f"No target yet: the plan forecasts {written.full(outlook.forecast)}"
    if not outlook.missing:
        return f"Reached: the plan forecasts {written.full(outlook.forecast)}"
    return f"{written.full(outlook.missing)} short: the plan forecasts {written.full(outlook.forecast)}"


def goal_format(*, is_money: bool, currency: str) -> Format:
    """How the figure of a goal is written."""
    return whole_money(currency) if is_money else COUNT


def tactic_table(lines: Sequence[TacticLine], forecast: PlanForecast[UUID], *, currency: str) -> Table:
    """What is done for whom, when, by whom and for how much."""
    money = whole_money(currency)
    columns = (
        Column("Tactic", weight=4),
        Column("Type", weight=3),
        Column("Audience", weight=3),
        Column("Owner", weight=2),
        Column("Starts", Kind.DATE),
        Column("Ends", Kind.DATE),
        Column("Budget", Kind.FIGURE, money),
        Column("Partner", Kind.FIGURE, money),
        Column("MDF", Kind.FIGURE, money),
    )
    rows = tuple(
        (
            *(line.name, line.type_name, line.audience, line.owner, line.start_date, line.end_date),
            *_spent(forecast.tactics[line.id]),
        )
        for line in lines
    )
    totals = ("Plan", None, None, None, None, None, *_spent(forecast.total))
    return Table("marketing-plan", "Tactics and budget", columns, rows, totals=totals)


def _spent(forecast: TacticForecast) -> tuple[Cell, ...]:
    return (forecast.budget, forecast.partner_budget, forecast.mdf_budget)
