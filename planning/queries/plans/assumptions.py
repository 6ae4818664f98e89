"""A plan's rows as what the forecast is calculated from."""

from collections.abc import Collection, Mapping
from uuid import UUID

from planning.calculations.fixed import fixed, share
from planning.calculations.plans.as_json import decimal_text
from planning.calculations.plans.assumptions import (
    Assumptions,
    Business,
    Cost,
    Custom,
    Entry,
    Growth,
    Person,
    ProductLine,
    Sample,
    Service,
)
from planning.calculations.plans.forecast import Forecast, forecast
from planning.calculations.plans.lines import monthly_churn
from planning.calculations.plans.scenarios import AS_PLANNED, Overlay, seen_through
from planning.enums import Case, ChurnPeriod, Costing, CostKind, EntryMode, Frequency, Pricing, Selling, Work
from planning.models import BusinessPlan, PlanCost, PlanLine, PlanMoney, PlanPerson, PlanScenario

type Overlays = Mapping[Case, Overlay]


def forecast_of(plan: BusinessPlan, *, case: Case = Case.BASE) -> Forecast:
    """What a case of the plan comes to, as far as the reader may know it. Reads; stores nothing."""
    return forecast(seen_through(assumptions_of(plan), overlays_of(plan)[case]))


def assumptions_of(plan: BusinessPlan) -> Assumptions:
    """What the plan assumes. Without the partner's business where its costs are not for the reader. Four queries."""
    return assumptions_of_plans([plan.pk])[plan.pk]


def assumptions_of_plans(plan_ids: Collection[UUID]) -> dict[UUID, Assumptions]:
    """The same for many plans, in the same four queries."""
    lines: dict[UUID, list[ProductLine]] = {plan_id: [] for plan_id in plan_ids}
    for line in PlanLine.objects.filter(plan_id__in=plan_ids).order_by("position", "pk"):
        lines[line.plan_id].append(line_of(line))
    businesses = _businesses(plan_ids)
    return {plan_id: Assumptions(tuple(lines[plan_id]), businesses.get(plan_id)) for plan_id in plan_ids}


def overlays_of(plan: BusinessPlan) -> dict[Case, Overlay]:
    """Each case of the plan; one that was never written changes nothing. One query."""
    rows = {Case(row.case): overlay_of(row) for row in PlanScenario.objects.filter(plan=plan)}
    return {case: rows.get(case, AS_PLANNED) for case in Case}


def overlay_of(scenario: PlanScenario) -> Overlay:
    """A case's percentages as factors."""
    return Overlay(
        volume=share(scenario.volume_percent),
        price=share(scenario.price_percent),
        margin=share(scenario.margin_points),
        churn=share(scenario.churn_percent),
        services=share(scenario.services_percent),
        costs=share(scenario.costs_percent),
        delay=scenario.delay_months,
    )


def line_of(line: PlanLine) -> ProductLine:
    """A row as a product line. Churn of a year, or of a contract's years, becomes monthly here."""
    return ProductLine(
        key=str(line.pk),
        name=line.name,
        selling=Selling(line.selling),
        pricing=Pricing(line.pricing),
        entry=entry_of(line),
        opening=fixed(line.opening_units),
        price=fixed(line.price),
        margin=share(line.margin_percent),
        churn=monthly_churn(share(line.churn_percent), ChurnPeriod(line.churn_period).months),
        project=_service(line, "project"),
        managed=_service(line, "managed"),
    )


def entry_of(line: PlanLine) -> Entry:
    """The entry that counts. Months that were never typed are empty, and count as none."""
    match EntryMode(line.entry):
        case EntryMode.GROWTH:
            return Growth(_months(line.base_units, 12), share(line.growth_percent))
        case EntryMode.SAMPLE:
            most = None if line.most_units is None else fixed(line.most_units)
            return Sample(line.first_month, fixed(line.start_units), fixed(line.step_units), most)
        case EntryMode.CUSTOM:
            return Custom(_months(line.custom_units, 36))


def fields_of_entry(entry: Custom | Sample) -> dict[str, str]:
    """The fields of a line that hold the entry, as they are typed."""
    if isinstance(entry, Custom):
        return {"custom_units": " ".join(map(decimal_text, entry.units)), "entry": EntryMode.CUSTOM.value}
    most = "" if entry.most is None else decimal_text(entry.most)
    return {"start_units": decimal_text(entry.start), "step_units": decimal_text(entry.step), "most_units": most}


def _months(units: list, length: int) -> tuple[int, ...]:  # type: ignore[type-arg]
    return tuple(fixed(each) for each in units) + (0,) * (length - len(units))


def _service(line: PlanLine, kind: str) -> Service:
    return Service(
        attach=share(getattr(line, f"{kind}_attach_percent")),
        fee=fixed(getattr(line, f"{kind}_fee")),
        costing=Costing(getattr(line, f"{kind}_costing")),
        margin=share(getattr(line, f"{kind}_margin_percent")),
        hours=fixed(getattr(line, f"{kind}_hours")),
        rate=fixed(getattr(line, f"{kind}_rate")),
    )


def _businesses(plan_ids: Collection[UUID]) -> dict[UUID, Business]:
    """Every plan has a row of `PlanMoney`: one that cannot be read says that the costs are not for the reader."""
    people: dict[UUID, list[Person]] = {}
    for person in PlanPerson.objects.filter(plan_id__in=plan_ids).order_by("position", "pk"):
        people.setdefault(person.plan_id, []).append(person_of(person))
    costs: dict[UUID, list[Cost]] = {}
    for cost in PlanCost.objects.filter(plan_id__in=plan_ids).order_by("position", "pk"):
        costs.setdefault(cost.plan_id, []).append(cost_of(cost))
    return {
        money.plan_id: Business(
            people=tuple(people.get(money.plan_id, ())),
            costs=tuple(costs.get(money.plan_id, ())),
            investment=fixed(money.investment),
            customer_days=money.customer_days,
            supplier_days=money.supplier_days,
            discount=share(money.discount_percent),
        )
        for money in PlanMoney.objects.filter(plan_id__in=plan_ids)
    }


def person_of(person: PlanPerson) -> Person:
    """A row as people of one role."""
    return Person(
        key=str(person.pk),
        name=person.name,
        work=Work(person.work),
        heads=fixed(person.heads),
        start_month=person.start_month,
        end_month=person.end_month,
        monthly_cost=fixed(person.monthly_cost),
        training=fixed(person.training_cost),
        ramp=tuple(share(percent) for percent in person.ramp_percents),
        quota=fixed(person.quota_units),
        hours=fixed(person.hours),
        utilisation=share(person.utilisation_percent),
    )


def cost_of(cost: PlanCost) -> Cost:
    """A row as a cost."""
    return Cost(
        key=str(cost.pk),
        name=cost.name,
        kind=CostKind(cost.kind),
        amount=fixed(cost.amount),
        frequency=Frequency(cost.frequency),
        start_month=cost.start_month,
        end_month=cost.end_month,
        funded=share(cost.funded_percent),
    )
