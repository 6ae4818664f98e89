"""The drivers of a plan, each with a slider: whose field it is, how far it goes, where it stands in the calculation."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planning.enums import Case, ChurnPeriod, Costing, EntryMode, Pricing, RowKind
from planning.models import BusinessPlan, PlanCost, PlanLine, PlanMoney, PlanPerson, PlanScenario
from planning.operations.plans.units import UNITS_PERCENT
from planning.operations.plans.values import PlanRow, text_of

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Driver:
    """One slider. `path` and `reads` tell the script where its value goes, and how text becomes that value.

    `reads` is amount, share, churn12 (what leaves in 12 months), count, or scale: a percentage of all `units` of a
    line. `least` and `most` end the slider; typing may go beyond. `saves` is False where the reader may only look what
    it would do.
    """

    name: str
    label: str
    unit: str
    value: str
    path: str
    reads: str
    least: str
    most: str
    step: str
    saves: bool
    problem: str = ""
    units: str = ""

    @property
    def id(self) -> str:
        return f"driver-{self.name.replace(':', '-')}"


@dataclass(frozen=True, slots=True)
class DriverGroup:
    """Drivers of one line, role, cost or subject."""

    title: str
    note: str
    drivers: tuple[Driver, ...]


@dataclass(frozen=True, slots=True)
class _Field:
    """A field with a slider: amounts go to twice their value, `most` at least; others to `most`."""

    field: str
    label: str
    unit: str
    path: str
    reads: str = "amount"
    least: Decimal = Decimal(0)
    most: Decimal = HUNDRED
    step: Decimal = Decimal(1)
    value: Decimal | None = None
    units: str = ""


def base_groups(
    plan: BusinessPlan, *, saves: bool, saves_costs: bool, problems: dict[str, str]
) -> tuple[list[DriverGroup], list[DriverGroup]]:
    """The plan's own drivers: of what it sells, and of its business as far as the reader may know it. Four queries."""
    make = _Maker(plan.currency, saves, problems)
    lines = [make.group(RowKind.LINES, line, _line_fields(line, at)) for at, line in enumerate(_rows(PlanLine, plan))]
    make = _Maker(plan.currency, saves_costs, problems)
    business = [
        make.group(RowKind.PEOPLE, person, _person_fields(person, at))
        for at, person in enumerate(_rows(PlanPerson, plan))
    ]
    business += [make.group(RowKind.COSTS, cost, _cost_fields(at)) for at, cost in enumerate(_rows(PlanCost, plan))]
    business += [make.group(RowKind.MONEY, money, _MONEY, "Money") for money in PlanMoney.objects.filter(plan=plan)]
    return lines, business


def case_groups(plan: BusinessPlan, case: Case, *, saves: bool, problems: dict[str, str]) -> list[DriverGroup]:
    """The drivers of bleak or bold. One query."""
    rows = PlanScenario.objects.filter(plan=plan, case=case)
    return [
        _Maker(plan.currency, saves, problems).group(RowKind.CASES, row, _CASE, f"{case.label} case") for row in rows
    ]


def _rows[Row: (PlanLine, PlanPerson, PlanCost)](model: type[Row], plan: BusinessPlan) -> Sequence[Row]:
    return list(model.objects.filter(plan=plan).order_by("position", "pk"))


@dataclass(frozen=True, slots=True)
class _Maker:
    currency: str
    saves: bool
    problems: dict[str, str]

    def group(self, kind: RowKind, row: PlanRow, fields: Iterable[_Field], title: str = "") -> DriverGroup:
        drivers = tuple(self._driver(kind, row, each) for each in fields)
        note = row.get_entry_display() if isinstance(row, PlanLine) else ""
        return DriverGroup(title or str(row), note, drivers)

    def _driver(self, kind: RowKind, row: PlanRow, of: _Field) -> Driver:
        name = f"{kind.value}:{row.pk}:{of.field}"
        value = Decimal(getattr(row, of.field)) if of.value is None else of.value
        goes_on = of.reads == "amount" or value > of.most
        most = _round_end(max(of.most, value * 2)) if goes_on else of.most
        return Driver(
            name=name,
            label=of.label,
            unit=self.currency if of.unit == "price" else of.unit,
            value=text_of(row, of.field) if of.value is None else f"{of.value:f}",
            path=of.path,
            reads=of.reads,
            least=f"{min(of.least, value):f}",
            most=f"{most:f}",
            step=f"{_step(most) if of.reads == 'amount' else of.step:f}",
            saves=self.saves,
            problem=self.problems.get(name, ""),
            units=of.units,
        )


def _round_end(value: Decimal) -> Decimal:
    """The next round number, so that a slider ends where people expect it: 1, 2 or 5 times a power of ten."""
    power = Decimal(1).scaleb(value.adjusted())
    return next(step * power for step in (1, 2, 5, 10) if step * power >= value)


def _step(value: Decimal) -> Decimal:
    """About a hundredth of the way; whole where that is more than one."""
    return max(value / 100, Decimal("0.25"))


def _line_fields(line: PlanLine, at: int) -> Iterator[_Field]:
    yield from _volume_fields(line, f"lines.{at}.entry")
    if line.opening_units:
        yield _Field("opening_units", "Units already in use", "units", f"lines.{at}.opening")
    yield _Field("price", "Price", "price", f"lines.{at}.price")
    yield _Field("margin_percent", "Margin or fee", "%", f"lines.{at}.margin", "share")
    if line.pricing == Pricing.RECURRING or line.managed_attach_percent:
        period = ChurnPeriod(line.churn_period)
        reads = f"churn{period.months}"
        step = Decimal("0.25") if period is ChurnPeriod.MONTH else Decimal(1)
        yield _Field(
            "churn_percent", f"Customers who leave, {period.label}", "%", f"lines.{at}.churn", reads, step=step
        )
    yield from _service_fields(line, at, "project", "a project")
    yield from _service_fields(line, at, "managed", "a managed service")


def _volume_fields(line: PlanLine, path: str) -> Iterator[_Field]:
    match EntryMode(line.entry):
        case EntryMode.GROWTH:
            yield _Field("growth_percent", "Growth a year", "%", f"{path}.growth", "share", Decimal(-50), HUNDRED)
        case EntryMode.SAMPLE:
            yield _Field("start_units", "New units at first", "units", f"{path}.start", most=Decimal(10))
            yield _Field("step_units", "More each month", "units", f"{path}.step", most=Decimal(5))
            yield _Field(
                "first_month", "First month with sales", "month", f"{path}.firstMonth", "count", Decimal(1), Decimal(36)
            )
            if line.most_units is not None:
                yield _Field("most_units", "Never more than", "units", f"{path}.most")
        case EntryMode.CUSTOM:
            if any(line.custom_units):
                yield _scale(line, f"{path}.units")


def _scale(line: PlanLine, path: str) -> _Field:
    """All months of a line at once, in percent of what they are now."""
    units = text_of(line, "custom_units").replace(",", "")
    return _Field(
        UNITS_PERCENT, "New units, of all months", "%", path, "scale", most=2 * HUNDRED, value=HUNDRED, units=units
    )


def _service_fields(line: PlanLine, at: int, kind: str, words: str) -> Iterator[_Field]:
    if not (getattr(line, f"{kind}_attach_percent") or getattr(line, f"{kind}_fee")):
        return
    yield _Field(f"{kind}_attach_percent", f"Units with {words}", "%", f"lines.{at}.{kind}.attach", "share")
    yield _Field(f"{kind}_fee", f"Fee of {words}", "price", f"lines.{at}.{kind}.fee")
    if getattr(line, f"{kind}_costing") == Costing.MARGIN:
        yield _Field(f"{kind}_margin_percent", f"Margin of {words}", "%", f"lines.{at}.{kind}.margin", "share")
    else:
        yield _Field(f"{kind}_hours", f"Hours of {words}", "hours", f"lines.{at}.{kind}.hours", most=Decimal(10))
        yield _Field(f"{kind}_rate", f"Cost of an hour of {words}", "price", f"lines.{at}.{kind}.rate")


def _person_fields(person: PlanPerson, at: int) -> Iterator[_Field]:
    path = f"business.people.{at}"
    yield _Field("heads", "How many", "people", f"{path}.heads", most=Decimal(5))
    yield _Field("monthly_cost", "Loaded cost a month", "price", f"{path}.monthlyCost")
    yield _Field("training_cost", "Training a head", "price", f"{path}.training")
    yield _Field("start_month", "From month", "month", f"{path}.startMonth", "count", Decimal(1), Decimal(36))


def _cost_fields(at: int) -> Iterator[_Field]:
    yield _Field("amount", "Amount", "price", f"business.costs.{at}.amount")
    yield _Field("funded_percent", "Paid by the vendor", "%", f"business.costs.{at}.funded", "share")
    yield _Field(
        "start_month", "From month", "month", f"business.costs.{at}.startMonth", "count", Decimal(1), Decimal(36)
    )


_MONEY = (
    _Field("investment", "Spent before the first month", "price", "business.investment"),
    _Field("customer_days", "Days until customers pay", "days", "business.customerDays", "count", most=Decimal(120)),
    _Field(
        "supplier_days", "Days until the vendor is paid", "days", "business.supplierDays", "count", most=Decimal(120)
    ),
    _Field("discount_percent", "Discount rate a year", "%", "business.discount", "share"),
)
_CASE = (
    _Field("volume_percent", "Sales, of plan", "%", "overlay.volume", "share", most=Decimal(200)),
    _Field("price_percent", "Prices, of plan", "%", "overlay.price", "share", most=Decimal(200)),
    _Field(
        "margin_points", "Margins, points more or less", "points", "overlay.margin", "share", Decimal(-20), Decimal(20)
    ),
    _Field("churn_percent", "Customers who leave, of plan", "%", "overlay.churn", "share", most=Decimal(200)),
    _Field("services_percent", "Services, of plan", "%", "overlay.services", "share", most=Decimal(200)),
    _Field("costs_percent", "Costs, of plan", "%", "overlay.costs", "share", most=Decimal(200)),
    _Field("delay_months", "Sales begin months later", "months", "overlay.delay", "count", most=Decimal(24)),
)
