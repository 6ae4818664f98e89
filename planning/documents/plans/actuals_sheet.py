"""Plan and actual as a workbook: how it stands and as of when, every line by period, and what is to be expected."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from planning.calculations.fixed import decimal
from planning.calculations.plans.account import By
from planning.calculations.plans.actuals import PlanActuals
from planning.calculations.plans.expected import Expected, Figure, expected
from planning.documents.plans.actuals import Row, periods, rows, standing, total_row
from prm.documents.formats import Format, exact_money
from prm.documents.specs import Cell, Column, Kind, Table
from prm.kernel.fiscal import Period
from prm.kernel.status import Thresholds

_PERCENT = Format(places=2)


@dataclass(frozen=True)
class PlanInSheet:
    """A plan beside its bookings, and what the first sheet says of it. `months` are the names of all 36."""

    found: PlanActuals
    title: str
    partner_name: str
    currency: str
    start_month: date
    months: tuple[str, ...]
    as_of: date
    by: By
    thresholds: Thresholds


def actuals_tables(plan: PlanInSheet) -> tuple[Table, ...]:
    """The sheets. Amounts are exact and in the plan's currency; there must be a closed month."""
    return _summary(plan), _lines(plan), _expected(plan)


def _summary(plan: PlanInSheet) -> Table:
    """What the figures are of, as of when, and their sums; the lines themselves have no row of sums."""
    total = total_row(plan.found, start_month=plan.start_month, by=plan.by).to_date
    outside = sum((row.to_date.booked for row in _rows(plan) if not row.is_planned), start=decimal(0))
    told: Mapping[str, Cell] = {
        "Plan": plan.title,
        "Partner": plan.partner_name,
        "Bookings known to": plan.as_of,
        "Closed to": total.period.end_date,
        "Closed months": plan.found.closed,
        f"Planned to date, {plan.currency}": total.planned,
        f"Booked to date, {plan.currency}": total.booked,
        f"Of it outside the plan, {plan.currency}": outside,
        f"Booked less planned, {plan.currency}": total.variance,
        "Pace of the last twelve closed months, % of plan": _pace(plan.found),
        "Lines without a product family, as planned": ", ".join(line.name for line in plan.found.uncounted),
    }
    columns = (Column("What"), Column("Value", Kind.FIGURE, _PERCENT))
    return Table("plan-actuals-summary", "Plan and actual", columns, tuple(told.items()))


def _pace(found: PlanActuals) -> Cell:
    return "no plan" if found.pace is None else decimal(found.pace * 100, 4)


def _rows(plan: PlanInSheet) -> list[Row]:
    return rows(plan.found, start_month=plan.start_month, by=plan.by)


def _lines(plan: PlanInSheet) -> Table:
    """A row for each line, then for each family outside the plan; planned and booked of each period side by side."""
    amount = exact_money(plan.currency)
    shown = periods(plan.start_month, plan.found.closed, plan.by)
    spans = (Period(shown[0].start_date, shown[-1].end_date, "To date"), *shown)
    figures = [
        Column(f"{span.label}: {what}", Kind.FIGURE, amount)
        for span in spans
        for what in ("planned", "booked", "variance")
    ]
    columns = (Column("Line"), Column("Product family"), Column("In the plan"), Column("In words"), *figures)
    words = [standing(line, currency=plan.currency, thresholds=plan.thresholds).text for line in plan.found.lines]
    words += ["not in the plan" for _ in plan.found.unplanned]
    told = tuple(_line(row, said) for row, said in zip(_rows(plan), words, strict=True))
    return Table("plan-actuals-lines", "Lines", columns, told)


def _line(row: Row, words: str) -> tuple[Cell, ...]:
    cells = (row.to_date, *row.cells)
    figures = [value for cell in cells for value in (cell.planned, cell.booked, cell.variance)]
    return (row.name, row.family or "", "yes" if row.is_planned else "no", words, *figures)


def _expected(plan: PlanInSheet) -> Table:
    amount = exact_money(plan.currency)
    names = ("Plan", "Closed months actual, the rest as planned", "At this pace")
    columns = (Column("Outcome of 36 months"), *(Column(name, Kind.FIGURE, amount) for name in names))
    told = tuple(_outcome(each, plan) for each in expected(plan.found))
    return Table("plan-actuals-expected", "To be expected", columns, told)


def _outcome(each: Expected, plan: PlanInSheet) -> tuple[Cell, ...]:
    at_pace = _cell(each.at_pace, each, plan) if plan.found.at_pace else "no plan"
    return (each.label, _cell(each.plan, each, plan), _cell(each.expected, each, plan), at_pace)


def _cell(value: Figure, each: Expected, plan: PlanInSheet) -> Cell:
    """An amount stays a figure; a month is its name."""
    if not each.is_month or value is None:
        return "Not in 36 months" if each.is_month else value
    return plan.months[int(value) - 1] if value else "At once"
