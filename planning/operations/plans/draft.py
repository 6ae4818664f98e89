"""The rows of a first draft: what was booked last year, with the example people and costs of a template."""

from datetime import date
from decimal import Decimal

from planning.calculations.agreement.content import Content, Fields
from planning.calculations.fixed import money, total
from planning.calculations.plans.assumptions import Assumptions
from planning.calculations.plans.forecast import forecast
from planning.calculations.plans.start import YEAR, Seed, in_order_of, seeds_from, sized
from planning.enums import EntryMode
from planning.models import BusinessPlan, PlanCost, PlanLine, PlanMoney, PlanPerson
from planning.queries.plans.assumptions import line_of
from planning.queries.plans.history import PastYear, past_year
from planning.queries.plans.templates import Template
from prm.kernel.fiscal import add_months, month_of, year_label

_WHOLE_YEAR = 12


def write_draft(plan: BusinessPlan, template: Template, *, today: date) -> str:
    """Write lines, people, costs and money of a new plan, and goals to begin with. Says what they are made of."""
    past = past_year(plan.partner, today=today)
    content = template.content
    seeds = seeds_from(past.sold, known=past.known, margin_percent=content.margin)
    if not seeds:
        _write(plan, [{**content.each_line, **line} for line in content.lines], content)
        return f"Nothing was booked in the last twelve months: these are the examples of “{template.name}”."
    lines = [_booked_line(seed, past, plan, content) for seed in seeds]
    _write(plan, lines, _sized_for(lines, plan, content))
    plan.goals = _goals(plan, content)
    return _note(past)


def booked_units(plan: BusinessPlan, *, today: date) -> dict[str, list[Decimal]]:
    """The partner's own units of last year by product family, in the order of the plan's months."""
    past = past_year(plan.partner, today=today)
    seeds = seeds_from(past.sold, known=past.known, margin_percent=Decimal(0))
    return {seed.family: _turned(seed, past, plan) for seed in seeds if seed.family}


def _turned(seed: Seed, past: PastYear, plan: BusinessPlan) -> list[Decimal]:
    return in_order_of(seed.base_units, first=past.start_date.month, wanted=plan.start_month.month)


def _booked_line(seed: Seed, past: PastYear, plan: BusinessPlan, content: Content) -> Fields:
    return {
        **content.booked_line,
        "name": seed.name[:120],
        "family": seed.family,
        "entry": EntryMode.GROWTH,
        "base_units": _turned(seed, past, plan),
        "growth_percent": content.growth,
        "price": seed.price,
        "margin_percent": content.margin,
        "project_fee": _share(seed.price, content.project_fee),
        "managed_fee": _share(seed.price, content.managed_fee),
    }


def _share(price: Decimal, percent: Decimal) -> Decimal:
    return round(price * percent / 100, 2)


def _sized_for(lines: list[Fields], plan: BusinessPlan, content: Content) -> Content:
    """The template's people and costs in the size of the business that the lines make."""
    account = forecast(Assumptions(tuple(line_of(PlanLine(plan=plan, **line)) for line in lines)))
    a_month = money(total(account.gross_profit[:YEAR])) / YEAR
    return sized(content, gross_profit=a_month, most_units=money(max(account.new)))


def _write(plan: BusinessPlan, lines: list[Fields], content: Content) -> None:
    margin = {"margin_percent": content.margin}
    ours = {"tenant_id": plan.tenant_id, "plan": plan, "partner_id": plan.partner_id}
    PlanLine.objects.bulk_create(
        PlanLine(**ours, position=place, **{**margin, **line}) for place, line in enumerate(lines)
    )
    PlanPerson.objects.bulk_create(
        PlanPerson(**ours, position=place, **person) for place, person in enumerate(content.people)
    )
    PlanCost.objects.bulk_create(PlanCost(**ours, position=place, **cost) for place, cost in enumerate(content.costs))
    PlanMoney.objects.create(**ours, **content.money)


def _goals(plan: BusinessPlan, content: Content) -> str:
    """A sentence to begin with: growth as the template has it, and the tier of today."""
    grown = f"Grow what {plan.partner.name} sells by {content.growth.normalize():f}% in {year_label(plan.fiscal_year)}."
    return f"{grown} Stay {plan.partner.tier} partner." if plan.partner.tier else grown


def _note(past: PastYear) -> str:
    last = month_of(add_months(past.start_date, YEAR - 1)).label
    if past.known >= _WHOLE_YEAR:
        return f"What is sold begins with the bookings of {month_of(past.start_date).label} to {last}."
    first = month_of(add_months(past.start_date, YEAR - past.known)).label
    months = "1 month" if past.known == 1 else f"{past.known} months"
    return (
        f"Bookings are known for {months} only, {first} to {last}. The rest of the year holds their mean: check the"
        " units of each month."
    )
