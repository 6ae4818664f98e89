"""The sheet of product lines: `planning.calculations.plans.lines`, said in formulas."""

from collections.abc import Callable

from planning.calculations.fixed import Fixed, Series
from planning.calculations.plans.assumptions import Custom, Growth, ProductLine, Service
from planning.calculations.plans.lines import LineForecast
from planning.documents.plans.workbook.inputs import Inputs
from planning.documents.plans.workbook.sheets import MonthSheet, month_number
from planning.enums import Costing, Pricing, Selling

NAME = "Lines"


def write_lines(
    sheet: MonthSheet, inputs: Inputs, lines: tuple[ProductLine, ...], forecasts: tuple[LineForecast, ...]
) -> None:
    """A block of rows for each line."""
    for line, now in zip(lines, forecasts, strict=True):
        _Block(sheet, inputs, line, now).write()
        sheet.gap()


class _Block:
    def __init__(self, sheet: MonthSheet, inputs: Inputs, line: ProductLine, now: LineForecast) -> None:
        self.sheet, self.inputs, self.line, self.now = sheet, inputs, line, now

    def write(self) -> None:
        units, key = self.sheet.looks.units, self.line.key
        self._row("Planned units", self._planned, (), looks=units, sums=False)
        self._row("New units", self._new, self.now.new, looks=units)
        self._row("Units in use", self._active, self.now.active, looks=units, sums=False)
        self.sheet.sheet.write_formula(self.sheet.cell(key, "Units in use", 0), f"={self._at('opening')}", units)
        self._row("Sales", self._sales, self.now.sales)
        self._row("Product margin", self._margin, self.now.product_margin)
        self._row("Product revenue", self._revenue, self.now.revenue)
        self._row("Vendor bookings", self._bookings, self.now.bookings)
        self._service("project", "Project", self.line.project, "New units", self.now.project_revenue)
        self._row("Project margin", self._service_margin("project", self.line.project), self.now.project_margin)
        self._service("managed", "Managed", self.line.managed, "Units in use", self.now.managed_revenue)
        self._row("Managed margin", self._service_margin("managed", self.line.managed), self.now.managed_margin)

    def _row(
        self, label: str, formula: Callable[[int], str], values: Series, *, looks: object = None, sums: bool = True
    ) -> None:
        self.sheet.fill(self.line.key, label, formula, name=self.line.name, values=values, looks=looks, sums=sums)

    def _at(self, name: str) -> str:
        return self.inputs.at(self.line.key, name)

    def _case(self, name: str) -> str:
        return self.inputs.at("case", name)

    def _here(self, label: str, month: int) -> str:
        return self.sheet.cell(self.line.key, label, month)

    def _planned(self, month: int) -> str:
        if isinstance(self.line.entry, Custom):
            return self._at(f"month {month}")
        if isinstance(self.line.entry, Growth):
            before = self._at(f"month {month}") if month <= 12 else self._here("Planned units", month - 12)
            return f"{before}*(1+{self._at('growth')})"
        since = f"({month_number(month)}-{self._at('first_month')})"
        built = f"MIN({self._at('most')},MAX(0,{self._at('start')}+{since}*{self._at('step')}))"
        return f"IF({since}<0,0,{built})"

    def _new(self, month: int) -> str:
        number, late = month_number(month), self._case("delay")
        planned = f"INDEX({self.sheet.months(self.line.key, 'Planned units')},1,{number}-{late})"
        return f"IF({number}<={late},0,{planned})*{self._case('volume')}"

    def _active(self, month: int) -> str:
        stay = f"(1-MIN(1,{self._at('churn')}*{self._case('churn')}))"
        return f"{self._here('Units in use', month - 1)}*{stay}+{self._here('New units', month)}"

    def _sales(self, month: int) -> str:
        sold = "New units" if self.line.pricing is Pricing.ONE_TIME else "Units in use"
        return f"{self._here(sold, month)}*{self._at('price')}*{self._case('price')}"

    def _margin(self, month: int) -> str:
        return f"{self._here('Sales', month)}*MIN(1,{self._at('margin')}+{self._case('margin')})"

    def _revenue(self, month: int) -> str:
        return self._here("Sales" if self.line.selling is Selling.RESALE else "Product margin", month)

    def _bookings(self, month: int) -> str:
        sales = self._here("Sales", month)
        return f"{sales}-{self._here('Product margin', month)}" if self.line.selling is Selling.RESALE else sales

    def _served(self, kind: str, month: int) -> str:
        units = "New units" if kind == "project" else "Units in use"
        return f"{self._here(units, month)}*MIN(1,{self._at(f'{kind}_attach')}*{self._case('services')})"

    def _service(self, kind: str, name: str, service: Service, units: str, values: tuple[Fixed, ...]) -> None:
        self._row(f"{name} revenue", lambda month: f"{self._served(kind, month)}*{self._at(f'{kind}_fee')}", values)

    def _service_margin(self, kind: str, service: Service) -> Callable[[int], str]:
        label = f"{kind.capitalize()} revenue"
        if service.costing is Costing.MARGIN:
            return lambda month: f"{self._here(label, month)}*{self._at(f'{kind}_cost')}"
        spent = f"{self._at(f'{kind}_cost')}*{self._at(f'{kind}_rate')}"
        return lambda month: f"{self._here(label, month)}-{self._served(kind, month)}*{spent}"
