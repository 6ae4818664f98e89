"""A marketing plan goes its way: submitted, sent back or approved, run, closed, and written anew."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Min

from planning.calculations.marketing.as_json import KeptForecast, KeptTactic, to_json
from planning.calculations.marketing.kinds import MarketingState
from planning.events import marketing as events
from planning.models import MarketingPlan, MarketingStep, Tactic
from planning.queries.marketing.plans import forecast_of, locked_plan, whole_plans
from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.people.permissions import Permission
from sales.operations.campaigns import save_campaign

# Every way that a plan may go. A plan that was approved goes back to being a draft only as a new revision.
WAYS: dict[MarketingState, frozenset[MarketingState]] = {
    MarketingState.DRAFT: frozenset({MarketingState.SUBMITTED}),
    MarketingState.SENT_BACK: frozenset({MarketingState.SUBMITTED}),
    MarketingState.SUBMITTED: frozenset({MarketingState.APPROVED, MarketingState.SENT_BACK, MarketingState.DRAFT}),
    MarketingState.APPROVED: frozenset({MarketingState.RUNNING, MarketingState.CLOSED, MarketingState.DRAFT}),
    MarketingState.RUNNING: frozenset({MarketingState.CLOSED, MarketingState.DRAFT}),
    MarketingState.CLOSED: frozenset(),
}
_EVENTS = {
    MarketingState.SUBMITTED: events.PLAN_SUBMITTED,
    MarketingState.APPROVED: events.PLAN_APPROVED,
    MarketingState.SENT_BACK: events.PLAN_SENT_BACK,
    MarketingState.RUNNING: events.PLAN_RUNNING,
    MarketingState.CLOSED: events.PLAN_CLOSED,
}


class NotThatWay(Refused):
    """The plan has moved on meanwhile. Look at it again."""


class NotYet(Refused):
    """The plan is not ready to be submitted."""


class NotYourDecision(Refused):
    """Whoever submitted a plan does not decide about it."""


class NoReason(Refused):
    """Say why: whoever wrote the plan reads it."""

    field = "reason"


def submit_plan(*, plan: MarketingPlan, by: Membership, at: datetime) -> MarketingPlan:
    """Hand the plan in with its forecast; its figures are locked from now on. Raises `NotYet` and `NotThatWay`."""
    held = _held(plan, MarketingState.SUBMITTED)
    tactics = list(held.tactics.all())
    if not tactics:
        raise NotYet("A plan needs a tactic at least.")
    unpaid = [each.name for each in tactics if not each.budget and not each.reach]
    if unpaid:
        raise NotYet(f"{unpaid[0]} has neither a budget nor people to reach.")
    held.submitted_by, held.submitted_at = by, at
    return _go(held, MarketingState.SUBMITTED, by=by, at=at, keeps=True)


def withdraw_plan(*, plan: MarketingPlan, by: Membership, at: datetime) -> MarketingPlan:
    """Take a submitted plan back to go on writing. Raises `NotThatWay` once somebody decided."""
    held = locked_plan(plan.pk)
    if held is None or held.state_enum is not MarketingState.SUBMITTED:
        raise NotThatWay
    return _go(held, MarketingState.DRAFT, by=by, at=at, event=events.PLAN_WITHDRAWN)


def approve_plan(*, plan: MarketingPlan, by: Membership, at: datetime, reason: str = "") -> MarketingPlan:
    """Agree to the plan and its MDF. The forecast is kept as it is now, and each tactic gets its campaign.

    Raises `NotYourDecision` for whoever submitted it or may not approve, and `NotThatWay`.
    """
    held = _held(plan, MarketingState.APPROVED)
    _refuse_own(held, by)
    held.decided_by, held.decided_at = by, at
    _give_campaigns(held, held.tactics.all(), by=by, at=at)
    return _go(held, MarketingState.APPROVED, by=by, at=at, reason=reason, keeps=True)


def send_back(*, plan: MarketingPlan, reason: str, by: Membership, at: datetime) -> MarketingPlan:
    """Give the plan back to be written anew, and say why. Raises as `approve_plan`, and `NoReason`."""
    held = _held(plan, MarketingState.SENT_BACK)
    _refuse_own(held, by)
    if not reason.strip():
        raise NoReason
    held.decided_by, held.decided_at = by, at
    return _go(held, MarketingState.SENT_BACK, by=by, at=at, reason=reason)


def run_plan(*, plan: MarketingPlan, by: Membership | None, at: datetime) -> MarketingPlan:
    """The first tactic has begun. `by` is None when the day itself began it. Raises `NotThatWay`."""
    return _go(_held(plan, MarketingState.RUNNING), MarketingState.RUNNING, by=by, at=at)


def run_due_plans(*, today: date, at: datetime) -> int:
    """Run the approved plans whose first tactic begins today or has begun; how many. Twice runs once. Reach of staff.

    A plan that somebody moves on meanwhile is left as they leave it. Needs a transaction.
    """
    approved = MarketingPlan.objects.filter(state=MarketingState.APPROVED)
    due = list(approved.annotate(begins=Min("tactics__start_date")).filter(begins__lte=today).order_by("pk"))
    return sum(_runs(plan, at) for plan in due)


def _runs(plan: MarketingPlan, at: datetime) -> bool:
    try:
        run_plan(plan=plan, by=None, at=at)
    except NotThatWay:
        return False
    return True


def close_plan(*, plan: MarketingPlan, by: Membership, at: datetime) -> MarketingPlan:
    """All is done; results go on coming in. Raises `NotThatWay`."""
    return _go(_held(plan, MarketingState.CLOSED), MarketingState.CLOSED, by=by, at=at)


def reopen_plan(*, plan: MarketingPlan, reason: str, by: Membership, at: datetime) -> MarketingPlan:
    """Write an approved plan anew, as its next revision; it has to be approved again. Needs a reason.

    Results are compared with the old approval until there is a new one. Raises `NoReason` and `NotThatWay`.
    """
    held = locked_plan(plan.pk)
    if held is None or held.state_enum not in (MarketingState.APPROVED, MarketingState.RUNNING):
        raise NotThatWay
    if not reason.strip():
        raise NoReason
    held.revision += 1
    return _go(held, MarketingState.DRAFT, by=by, at=at, reason=reason, event=events.PLAN_REOPENED)


def may_decide(plan: MarketingPlan, member: Membership) -> bool:
    """Whether the member may approve the plan or send it back: has the right, and did not submit it."""
    return member.may(Permission.MARKETING_APPROVE) and member.pk != plan.submitted_by_id


def _refuse_own(plan: MarketingPlan, by: Membership) -> None:
    if not may_decide(plan, by):
        raise NotYourDecision


def _held(plan: MarketingPlan, to: MarketingState) -> MarketingPlan:
    """The plan with goals and tactics, held until the transaction is over. Raises `NotThatWay`."""
    held = locked_plan(plan.pk)
    if held is None or to not in WAYS[held.state_enum]:
        raise NotThatWay
    return whole_plans().get(pk=held.pk)


def _give_campaigns(plan: MarketingPlan, tactics: Iterable[Tactic], *, by: Membership, at: datetime) -> None:
    for tactic in tactics:
        tactic.campaign = save_campaign(
            partner=plan.partner,
            name=tactic.name,
            channel=tactic.type.name,
            start_date=tactic.start_date,
            end_date=tactic.end_date,
            by=by,
            at=at,
            campaign=tactic.campaign,
        )
        Tactic.objects.filter(pk=tactic.pk).update(campaign=tactic.campaign)


def _go(
    plan: MarketingPlan,
    to: MarketingState,
    *,
    by: Membership | None,
    at: datetime,
    reason: str = "",
    keeps: bool = False,
    event: str = "",
) -> MarketingPlan:
    step = MarketingStep(
        plan=plan,
        partner_id=plan.partner_id,
        from_state=plan.state,
        to_state=to,
        revision=plan.revision,
        reason=reason.strip(),
        taken_by=by,
        taken_at=at,
        forecast=to_json(kept_forecast(plan)) if keeps else None,
    )
    step.save()
    plan.state, plan.updated_at = to, at
    plan.save()
    told = {"Reason": ["", reason.strip()]} if reason.strip() else {}
    record(event or _EVENTS[to], subject=plan, by=by, at=at, partner_id=plan.partner_id, changes=told)
    return plan


def kept_forecast(plan: MarketingPlan) -> KeptForecast:
    """What a plan of `whole_plans` promises right now, to be kept."""
    forecast = forecast_of(plan)
    tactics = tuple(
        KeptTactic(
            id=each.pk,
            name=each.name,
            type_name=each.type.name,
            start_date=each.start_date,
            end_date=each.end_date,
            margin_percent=each.gross_margin_percent,
            is_verifiable=each.type.is_verifiable,
            forecast=forecast.tactics[each.pk],
            campaign_id=each.campaign_id,
        )
        for each in plan.tactics.all()
    )
    return KeptForecast(tactics, forecast.cases)
