"""A marketing plan begins: from the plan of the quarter before, or from the tenant's kinds of tactics."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from partners.models import Partner
from partners.operations.saving import save_checked
from planning.calculations.marketing.forecast import RATES
from planning.calculations.marketing.kinds import GoalKind, Volume
from planning.calculations.marketing.own_rates import OwnRate
from planning.events import marketing as events
from planning.models import MarketingGoal, MarketingPlan, Tactic, TacticType
from planning.operations.marketing.clock import count_activity
from planning.queries.marketing.own_rates import own_rates
from prm.events.recording import record
from prm.kernel.fiscal import Period
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.tenancy.models import new_id
from prm.tenancy.scope import require_tenant_id

TYPES_IN_A_FIRST_DRAFT = 3
FIGURES = ("cost_per_response", "inquiry_percent", *RATES, "average_deal", "gross_margin_percent")
_COPIED = ("type_id", "owner_id", "name", "audience", "budget", "mdf_budget", "volume", "reach", "order", *FIGURES)

type Rates = Mapping[UUID, Mapping[str, OwnRate]]


class PlanExists(Refused):
    """There is a marketing plan for this quarter already."""

    field = "quarter"


def start_plan(*, partner: Partner, quarter: Period, today: date, by: Membership, at: datetime) -> MarketingPlan:
    """A first draft for the quarter, ready to be looked at: goals and tactics of the partner's last plan before it,
    else of the first kinds of tactics that the tenant offers, at their usual cost, half of it MDF.

    Rates are the partner's own where enough of its leads tell them. Raises `PlanExists`.
    """
    if MarketingPlan.objects.filter(partner=partner, quarter_start_date=quarter.start_date).exists():
        raise PlanExists
    before = MarketingPlan.objects.filter(partner=partner, quarter_start_date__lt=quarter.start_date)
    last = before.order_by("-quarter_start_date").first()
    plan = MarketingPlan(
        partner=partner,
        quarter_start_date=quarter.start_date,
        title=f"Marketing {quarter.label}",
        created_by=by,
        created_at=at,
        updated_at=at,
    )
    if last is not None:
        plan.bleak_percent, plan.base_percent, plan.bold_percent = (
            last.factors.bleak,
            last.factors.base,
            last.factors.bold,
        )
    save_checked(plan, in_hand=("created_by",))
    rates = own_rates(partner, as_of=today)
    if last is None:
        _write(_first_goals(plan), _first_tactics(plan, quarter, rates))
    else:
        _write(*_copied(plan, last, quarter, rates))
    count_activity(plan=plan, by=by, at=at)
    record(events.PLAN_STARTED, subject=plan, by=by, at=at, partner_id=partner.pk)
    return plan


def _write(goals: Sequence[MarketingGoal], tactics: Sequence[Tactic]) -> None:
    for row in (*goals, *tactics):
        row.tenant_id = require_tenant_id()
    MarketingGoal.objects.bulk_create(goals)
    Tactic.objects.bulk_create(tactics)


def _first_goals(plan: MarketingPlan) -> list[MarketingGoal]:
    words = ((GoalKind.MGOS, "Bring leads that marketing has qualified"), (GoalKind.REVENUE, "Win revenue from them"))
    return [
        MarketingGoal(plan=plan, partner_id=plan.partner_id, kind=kind, text=text, order=order)
        for order, (kind, text) in enumerate(words, 1)
    ]


def _first_tactics(plan: MarketingPlan, quarter: Period, rates: Rates) -> list[Tactic]:
    kinds = TacticType.objects.filter(is_active=True).order_by("order", "name")[:TYPES_IN_A_FIRST_DRAFT]
    return [
        tactic_of(plan, kind, quarter, rates=rates, order=order, start_date=quarter.start_date + timedelta(28 * place))
        for place, (order, kind) in enumerate(enumerate(kinds, 1))
    ]


def tactic_of(
    plan: MarketingPlan, kind: TacticType, quarter: Period, *, rates: Rates, order: int, start_date: date
) -> Tactic:
    """A tactic of a kind as it begins: its usual cost, half of it MDF, reach and rates; not written yet."""
    half = (kind.usual_budget / 2).quantize(Decimal("0.01"))
    start = min(max(start_date, quarter.start_date), quarter.end_date)
    return Tactic(
        plan=plan,
        partner_id=plan.partner_id,
        type=kind,
        name=kind.name,
        start_date=start,
        end_date=min(start + timedelta(kind.usual_days - 1), quarter.end_date),
        budget=kind.usual_budget,
        mdf_budget=half,
        volume=Volume.REACH if kind.usual_reach else Volume.BUDGET,
        reach=kind.usual_reach,
        order=order,
        **_figures(kind, rates.get(kind.pk, {})),
    )


def _figures(source: TacticType | Tactic, own: Mapping[str, OwnRate]) -> dict[str, Any]:
    return {name: own[name].value if name in own else getattr(source, name) for name in FIGURES}


def _copied(
    plan: MarketingPlan, last: MarketingPlan, quarter: Period, rates: Rates
) -> tuple[list[MarketingGoal], list[Tactic]]:
    """Goals and tactics of the last plan, moved into this quarter."""
    moved = quarter.start_date - last.quarter_start_date
    goals: dict[UUID, MarketingGoal] = {}
    for goal in last.goals.order_by("order", "id"):
        values = {name: getattr(goal, name) for name in ("text", "kind", "target", "order")}
        goals[goal.pk] = MarketingGoal(pk=new_id(), plan=plan, partner_id=plan.partner_id, **values)
    tactics = [
        Tactic(
            plan=plan,
            partner_id=plan.partner_id,
            goal=goals.get(each.goal_id) if each.goal_id else None,
            start_date=_within(each.start_date + moved, quarter),
            end_date=_within(each.end_date + moved, quarter),
            **{name: getattr(each, name) for name in _COPIED} | _figures(each, rates.get(each.type_id, {})),
        )
        for each in last.tactics.order_by("order", "id")
    ]
    return list(goals.values()), tactics


def _within(day: date, quarter: Period) -> date:
    return min(max(day, quarter.start_date), quarter.end_date)
