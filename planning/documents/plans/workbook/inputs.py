"""The sheet of what may be changed: every assumption in a yellow cell of its own."""

from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from planning.calculations.fixed import ONE, Fixed
from planning.calculations.plans.assumptions import Assumptions, Business, Custom, Growth, ProductLine, Sample
from planning.calculations.plans.scenarios import Overlay
from planning.documents.plans.workbook.sheets import Looks, figure
from planning.enums import Costing
from prm.documents.svg.elements import printable

NAME = "Assumptions"
_LINE = (
    ("price", "Price of a unit", "amount"),
    ("margin", "Margin or fee", "percent"),
    ("churn", "Customers who leave, a month", "percent"),
    ("opening", "Units at the start", "units"),
    ("project_attach", "Sales with a project", "percent"),
    ("project_fee", "Fee of a project", "amount"),
    ("project_cost", "Margin of projects, or hours", "units"),
    ("project_rate", "Cost of an hour", "amount"),
    ("managed_attach", "Units with a managed service", "percent"),
    ("managed_fee", "Fee a unit and month", "amount"),
    ("managed_cost", "Margin of managed services, or hours", "units"),
    ("managed_rate", "Cost of an hour", "amount"),
    ("growth", "Growth a year", "percent"),
    ("first_month", "First month", "units"),
    ("start", "New units at first", "units"),
    ("step", "More each month", "units"),
    ("most", "Never more than", "units"),
)
_PERSON = (
    ("heads", "Heads", "units"),
    ("start_month", "From month", "units"),
    ("end_month", "To month", "units"),
    ("monthly_cost", "Loaded cost a month", "amount"),
    ("training", "Training a head", "amount"),
)
_COST = (
    ("amount", "Amount", "amount"),
    ("start_month", "From month", "units"),
    ("end_month", "To month", "units"),
    ("funded", "Paid by the vendor", "percent"),
)
_MONEY = (
    ("investment", "Spent before the first month", "amount"),
    ("customer_days", "Days until customers pay", "units"),
    ("supplier_days", "Days until the vendor is paid", "units"),
    ("discount", "Discount rate a year", "percent"),
)
_CASE = (
    ("volume", "Sales, share of plan", "percent"),
    ("price", "Prices, share of plan", "percent"),
    ("margin", "Margins, points more or less", "percent"),
    ("churn", "Churn, share of plan", "percent"),
    ("services", "Services, share of plan", "percent"),
    ("costs", "Costs, share of plan", "percent"),
    ("delay", "Months later", "units"),
)


class Inputs:
    """Writes the sheet, and knows in which cell each assumption stands."""

    def __init__(self, sheet: Any, looks: Looks) -> None:
        self.sheet, self.looks, self._next = sheet, looks, 0
        self._cells: dict[tuple[str, str], str] = {}
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 60, 15)

    def write(self, assumptions: Assumptions, overlay: Overlay, *, title: str, note: str) -> None:
        """Everything the plan assumes, below a title and a note to the reader."""
        self.sheet.write_string(0, 0, printable(title), self.looks.title)
        self.sheet.write_string(1, 0, note)
        self._next = 3
        self._table("Case", _CASE, [("case", "This case", {name: getattr(overlay, name) for name, _, _ in _CASE})])
        self._table(
            "Products and sales plays", _LINE, [(each.key, each.name, _line(each)) for each in assumptions.lines]
        )
        self._months("New units of each month, or last year's twelve", assumptions.lines)
        if assumptions.business is not None:
            self._business(assumptions.business)

    def at(self, owner: str, name: str) -> str:
        """The address of an assumption from any sheet. Raises KeyError where there is none."""
        return f"{NAME}!{self._cells[owner, name]}"

    def _business(self, business: Business) -> None:
        self._table("People", _PERSON, [(each.key, each.name, _fields(each, _PERSON)) for each in business.people])
        self._table("Costs", _COST, [(each.key, each.name, _fields(each, _COST)) for each in business.costs])
        self._table("Money", _MONEY, [("money", "This plan", _fields(business, _MONEY))])

    def _table(
        self, title: str, columns: tuple[tuple[str, str, str], ...], rows: list[tuple[str, str, dict[str, Any]]]
    ) -> None:
        self.sheet.write_string(self._next, 0, title, self.looks.text)
        for column, (_, label, _) in enumerate(columns, 1):
            self.sheet.write_string(self._next, column, label, self.looks.head)
        for owner, name, values in rows:
            self._next += 1
            self.sheet.write_string(self._next, 0, printable(name))
            for column, (field, _, kind) in enumerate(columns, 1):
                self._enter(owner, field, values[field], column, kind)
        self._next += 2

    def _months(self, title: str, lines: tuple[ProductLine, ...]) -> None:
        self.sheet.write_string(self._next, 0, title, self.looks.text)
        for line in lines:
            self._next += 1
            self.sheet.write_string(self._next, 0, printable(line.name))
            for month, units in enumerate(_typed_units(line), 1):
                self._enter(line.key, f"month {month}", units, month, "units")
        self._next += 2

    def _enter(self, owner: str, field: str, value: Fixed | int | None, column: int, kind: str) -> None:
        """Months and days are plain numbers, all else is `Fixed`. What does not apply stays an empty cell."""
        style = getattr(self.looks, f"input_{kind}")
        if value is None:
            self.sheet.write_blank(self._next, column, None, style)
        else:
            is_plain = field.endswith(("_month", "_days")) or field == "delay"
            self.sheet.write_number(self._next, column, value if is_plain else figure(value), style)
        self._cells[owner, field] = xl_rowcol_to_cell(self._next, column, row_abs=True, col_abs=True)


def _fields(of: object, columns: tuple[tuple[str, str, str], ...]) -> dict[str, Any]:
    return {name: getattr(of, name) for name, _, _ in columns}


def _line(line: ProductLine) -> dict[str, Any]:
    entry = line.entry
    sample = entry if isinstance(entry, Sample) else None
    services = {
        f"{name}_{field}": value
        for name, service in (("project", line.project), ("managed", line.managed))
        for field, value in (
            ("attach", service.attach),
            ("fee", service.fee),
            ("cost", service.hours if service.costing is Costing.HOURS else service.margin),
            ("rate", service.rate if service.costing is Costing.HOURS else None),
        )
    }
    return services | {
        "price": line.price,
        "margin": line.margin,
        "churn": line.churn,
        "opening": line.opening,
        "growth": entry.growth if isinstance(entry, Growth) else None,
        "first_month": sample.first_month if sample else None,
        "start": sample.start if sample else None,
        "step": sample.step if sample else None,
        "most": (sample.most if sample.most is not None else 10**9 * ONE) if sample else None,
    }


def _typed_units(line: ProductLine) -> tuple[Fixed, ...]:
    match line.entry:
        case Growth(base=base):
            return base
        case Custom(units=units):
            return units
        case _:
            return ()
