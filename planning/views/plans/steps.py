"""The ten steps of a plan: what each asks, and which rows it goes through."""

from dataclasses import dataclass

from planning.enums import Costing, EntryMode, Frequency, Pricing, RowKind, Work
from planning.models import PlanCost, PlanLine, PlanPerson
from planning.operations.plans.values import PlanRow


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its heading, the question it answers, and the rows that it is about. `adds` is what can be added."""

    number: int
    key: str
    title: str
    question: str
    kind: RowKind | None
    adds: bool = False

    @property
    def is_cost(self) -> bool:
        """Whether the step is about what the partner's business costs."""
        return self.kind is not None and self.kind.is_cost


STEPS = (
    Step(1, "plan", "Partner and year", "Which 36 months is this about?", RowKind.PLAN),
    Step(2, "goals", "Goals", "What do both sides want, and how will they get there?", RowKind.PLAN),
    Step(3, "sell", "What you sell", "Which products and sales plays?", RowKind.LINES, adds=True),
    Step(4, "units", "How much", "How many new units a month?", RowKind.LINES),
    Step(5, "prices", "Prices and margins", "What does a unit bring?", RowKind.LINES),
    Step(6, "services", "Services", "Which of your own services go with it?", RowKind.LINES),
    Step(7, "people", "People", "Who sells and who delivers?", RowKind.PEOPLE, adds=True),
    Step(8, "costs", "Marketing and other costs", "What else does it take?", RowKind.COSTS, adds=True),
    Step(9, "money", "Money", "When is money spent, and when does it come?", RowKind.MONEY),
    Step(10, "check", "Check", "Does it add up?", None),
)
# A change of one of these changes which other fields there are.
SHAPING = frozenset({"entry", "pricing", "project_costing", "managed_costing", "work", "frequency"})
_SERVICES = ("project", "managed")


def step_of_kind(kind: RowKind) -> Step:
    """The step in which rows of a kind are added."""
    return next(step for step in STEPS if step.kind is kind and (step.adds or kind is RowKind.MONEY))


def fields_of_step(step: Step, row: PlanRow) -> tuple[str, ...]:
    """The fields that a step asks of a row; a series is one of them."""
    match step.key:
        case "plan":
            return ("title", "start_month")
        case "goals":
            return ("goals", "strategy")
        case "money":
            return ("investment", "customer_days", "supplier_days", "discount_percent")
    if isinstance(row, PlanPerson):
        return _person_fields(row)
    if isinstance(row, PlanCost):
        return _cost_fields(row)
    return _line_fields(step, row) if isinstance(row, PlanLine) else ()


def fields_of_row(row: PlanRow) -> tuple[str, ...]:
    """All fields of a row, on the page that shows everything."""
    steps = [step for step in STEPS if step.kind is not None]
    kinds = {PlanLine: RowKind.LINES, PlanPerson: RowKind.PEOPLE, PlanCost: RowKind.COSTS}
    kind = kinds.get(type(row))
    return tuple(name for step in steps if step.kind is kind for name in fields_of_step(step, row))


def _line_fields(step: Step, line: PlanLine) -> tuple[str, ...]:
    if step.key == "sell":
        return ("name", "family", "selling", "pricing")
    if step.key == "units":
        opening = ("opening_units",) if _stays(line) else ()
        return ("entry", *_entry_fields(line), *opening)
    if step.key == "prices":
        churn = ("churn_percent", "churn_period") if _stays(line) else ()
        return ("price", "margin_percent", *churn)
    return tuple(name for service in _SERVICES for name in _service_fields(line, service))


def _entry_fields(line: PlanLine) -> tuple[str, ...]:
    return {
        EntryMode.GROWTH: ("growth_percent", "base_units"),
        EntryMode.SAMPLE: ("first_month", "start_units", "step_units", "most_units"),
        EntryMode.CUSTOM: ("custom_units",),
    }[EntryMode(line.entry)]


def _stays(line: PlanLine) -> bool:
    """Whether it matters how many units are in use."""
    return line.pricing == Pricing.RECURRING or bool(line.managed_attach_percent)


def _service_fields(line: PlanLine, service: str) -> tuple[str, ...]:
    by_hours = getattr(line, f"{service}_costing") == Costing.HOURS
    cost = ("hours", "rate") if by_hours else ("margin_percent",)
    return tuple(f"{service}_{name}" for name in ("attach_percent", "fee", "costing", *cost))


def _person_fields(person: PlanPerson) -> tuple[str, ...]:
    works = {Work.SALES: ("quota_units",), Work.DELIVERY: ("hours", "utilisation_percent")}.get(Work(person.work), ())
    months = ("start_month", "end_month")
    return ("name", "work", "heads", *months, "monthly_cost", "training_cost", *works, "ramp_percents")


def _cost_fields(cost: PlanCost) -> tuple[str, ...]:
    months = ("start_month",) if cost.frequency == Frequency.ONCE else ("start_month", "end_month")
    return ("name", "kind", "amount", "frequency", *months, "funded_percent")
