"""A marketing plan is written: field by field, goal by goal, tactic by tactic, while it is a draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from partners.operations.saving import change
from planning.events import marketing as events
from planning.models import MarketingGoal, MarketingPlan, RemovedPart, Tactic, TacticType
from planning.operations.marketing.clock import count_activity
from planning.operations.marketing.starting import FIGURES, tactic_of
from planning.operations.removed import NotRemoved, read, written
from planning.queries.marketing.own_rates import own_rates
from planning.queries.marketing.plans import locked_plan
from prm.events.recording import history_of, record
from prm.kernel.fiscal import Period
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from sales.models import Campaign

type Part = MarketingPlan | MarketingGoal | Tactic

_TACTIC_FIELDS = (
    "name",
    "audience",
    "goal",
    "owner",
    "start_date",
    "end_date",
    "budget",
    "mdf_budget",
    "volume",
    "reach",
    *FIGURES,
)
EDITABLE: Mapping[type[Part], tuple[str, ...]] = {
    MarketingPlan: ("title", "bleak_percent", "base_percent", "bold_percent"),
    MarketingGoal: ("text", "kind", "target"),
    Tactic: _TACTIC_FIELDS,
}
MOST_TACTICS, MOST_GOALS = 40, 10


class PlanLocked(Refused):
    """This plan was submitted: its figures are locked. Reopen it to change them."""


class OutsideQuarter(Refused):
    """A tactic lies within the plan's quarter."""


class TooMany(Refused):
    """This is more than a plan of one quarter can hold."""


class FieldConflict(Refused):
    """Somebody else changed this field meanwhile.

    `theirs` is what stands now (of a row that is chosen its id), `mine` what was to be saved.
    """

    def __init__(self, *, who: str, field: str, theirs: object, mine: object) -> None:
        super().__init__(f"{who} changed this field meanwhile.", field=field)
        self.who, self.theirs, self.mine = who, theirs, mine


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field is to become `value`. `base` is what the person saw before; `is_sure` writes whatever stands there."""

    field: str
    value: Any
    base: Any = None
    is_sure: bool = False


def open_plan(plan: MarketingPlan) -> MarketingPlan:
    """The plan, held until the transaction is over. Raises `PlanLocked` when it is no draft any more."""
    held = locked_plan(plan.pk)
    if held is None:
        raise MarketingPlan.DoesNotExist
    if not held.state_enum.is_open:
        raise PlanLocked
    return held


def change_field(
    *, plan: MarketingPlan, part: Part, quarter: Period, sent: FieldChange, by: Membership, at: datetime
) -> Part:
    """Keep one field of the plan, of a goal or of a tactic; `part` as it stands then.

    Two people who change different fields are in nobody's way. When the field holds neither what the person saw nor
    what they want, somebody was faster, and `FieldConflict` tells what stands there. Raises `PlanLocked`,
    `OutsideQuarter`, and `ValidationError` for values that cannot be. Needs a transaction.
    """
    held = open_plan(plan)
    part = held if isinstance(part, MarketingPlan) else type(part).objects.get(pk=part.pk, plan=held)
    if sent.field not in EDITABLE[type(part)]:
        raise Refused("This field is not written here.", field=sent.field)
    column = _column(sent.field)
    now = getattr(part, column)
    wanted, seen = _key(sent.value), _key(sent.base)
    if now == wanted:
        return part
    if not sent.is_sure and now != seen:
        raise FieldConflict(who=_who(part), field=sent.field, theirs=now, mine=sent.value)
    _check_days(part, sent, quarter)
    told = change(part, {column: wanted}, in_hand=("owner", "goal", "type", "campaign", "plan", "partner"))
    if column != sent.field:
        told = {label: ["", str(sent.value or "")] for label in told}
    _note(held, part, told, by=by, at=at)
    return part


def add_goal(*, plan: MarketingPlan, fields: Mapping[str, Any], by: Membership, at: datetime) -> MarketingGoal:
    """One more goal. Raises `PlanLocked` and `TooMany`."""
    held = open_plan(plan)
    order = _refuse_more_goals(held) + 1
    goal = MarketingGoal(plan=held, partner_id=held.partner_id, order=order, **fields)
    goal.save()
    _note(held, held, {"Goal": ["", goal.text]}, by=by, at=at)
    return goal


def add_tactic(
    *, plan: MarketingPlan, kind: TacticType, quarter: Period, today: date, by: Membership, at: datetime
) -> Tactic:
    """One more tactic of a kind, with what such tactics usually cost and bring. Raises `PlanLocked`, `TooMany`."""
    held = open_plan(plan)
    order = _refuse_more_tactics(held) + 1
    rates = own_rates(plan.partner, as_of=today)
    start = max(quarter.start_date, min(today, quarter.end_date))
    tactic = tactic_of(held, kind, quarter, rates=rates, order=order, start_date=start)
    tactic.save()
    _note(held, held, {"Tactic": ["", tactic.name]}, by=by, at=at)
    return tactic


def remove_part(*, plan: MarketingPlan, part: MarketingGoal | Tactic, by: Membership, at: datetime) -> None:
    """Take a goal or a tactic out of the plan; `return_part` puts it back. Leads of its campaign stay.

    Raises `PlanLocked`. Needs a transaction.
    """
    held = open_plan(plan)
    tactics = held.tactics.filter(goal_id=part.pk)
    content = {"row": written([part]), "tactics": [str(each.pk) for each in tactics]}
    tactics.update(goal=None)
    RemovedPart.objects.filter(pk=part.pk).delete()
    kept = RemovedPart(pk=part.pk, plan=held, partner_id=held.partner_id, kind=_kind(type(part)), content=content)
    kept.removed_at = at
    kept.save(force_insert=True)
    _note(held, held, {_kind(type(part)): [str(part), ""]}, by=by, at=at)
    part.delete()


def return_part(*, plan: MarketingPlan, key: UUID, by: Membership, at: datetime) -> MarketingGoal | Tactic:
    """Put a goal or a tactic back as it was, without a goal or campaign that is gone since. Needs a transaction.

    Raises `PlanLocked`, `TooMany`, and `NotRemoved` when it is back already.
    """
    held = open_plan(plan)
    kept = RemovedPart.objects.select_for_update().filter(pk=key, plan=held).first()
    if kept is None:
        raise NotRemoved
    part = _returned_goal(held, kept) if kept.kind == _kind(MarketingGoal) else _returned_tactic(held, kept)
    kept.delete()
    _note(held, held, {kept.kind: ["", str(part)]}, by=by, at=at)
    return part


def _returned_goal(plan: MarketingPlan, kept: RemovedPart) -> MarketingGoal:
    _refuse_more_goals(plan)
    (goal,) = read(MarketingGoal, kept.content["row"])
    goal.save(force_insert=True)
    plan.tactics.filter(pk__in=kept.content["tactics"], goal=None).update(goal=goal)
    return goal


def _returned_tactic(plan: MarketingPlan, kept: RemovedPart) -> Tactic:
    _refuse_more_tactics(plan)
    (tactic,) = read(Tactic, kept.content["row"])
    if tactic.goal_id and not plan.goals.filter(pk=tactic.goal_id).exists():
        tactic.goal_id = None
    if tactic.campaign_id and not Campaign.objects.filter(pk=tactic.campaign_id).exists():
        tactic.campaign_id = None
    tactic.save(force_insert=True)
    return tactic


def _kind(part: type[Part]) -> str:
    return "Goal" if part is MarketingGoal else "Tactic"


def _refuse_more_goals(plan: MarketingPlan) -> int:
    count = plan.goals.count()
    if count >= MOST_GOALS:
        raise TooMany(f"A plan of one quarter has at most {MOST_GOALS} goals.")
    return count


def _refuse_more_tactics(plan: MarketingPlan) -> int:
    count = plan.tactics.count()
    if count >= MOST_TACTICS:
        raise TooMany(f"A plan of one quarter has at most {MOST_TACTICS} tactics.")
    return count


def remove_plan(*, plan: MarketingPlan, by: Membership, at: datetime) -> None:
    """Take a draft away that was never submitted. Raises `PlanLocked`."""
    held = open_plan(plan)
    if held.submitted_at is not None:
        raise PlanLocked("This plan was submitted before, so it stays.")
    record(events.PLAN_REMOVED, subject=held, by=by, at=at, partner_id=held.partner_id)
    held.delete()


def _column(field: str) -> str:
    """Rows that are chosen are compared by their ids: who owns a tactic may be out of the writer's sight."""
    return f"{field}_id" if field in ("goal", "owner") else field


def _key(value: Any) -> Any:
    return value.pk if isinstance(value, Membership | MarketingGoal) else value


def _who(part: Part) -> str:
    last = history_of(part).first()
    return last.actor_name if last else "Somebody"


def _check_days(part: Part, sent: FieldChange, quarter: Period) -> None:
    if sent.field in ("start_date", "end_date") and sent.value not in quarter:
        words = f"{quarter.label} runs from {_day(quarter.start_date)} to {_day(quarter.end_date)}."
        raise OutsideQuarter(words, field=sent.field)
    if isinstance(part, Tactic) and sent.field == "start_date" and sent.value > part.end_date:
        raise OutsideQuarter(f"The tactic ends on {_day(part.end_date)}. Move its end first.", field=sent.field)
    if isinstance(part, Tactic) and sent.field == "end_date" and sent.value < part.start_date:
        raise OutsideQuarter(f"The tactic starts on {_day(part.start_date)}.", field=sent.field)
    if isinstance(part, Tactic) and sent.field == "mdf_budget" and sent.value > part.budget:
        raise Refused("MDF is a part of the budget and cannot be more than it.", field=sent.field)
    if isinstance(part, Tactic) and sent.field == "budget" and sent.value < part.mdf_budget:
        raise Refused("The budget is below its MDF part. Lower the MDF first.", field=sent.field)


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _note(plan: MarketingPlan, part: Part, told: dict[str, list[str]], *, by: Membership, at: datetime) -> None:
    if not told:
        return
    MarketingPlan.objects.filter(pk=plan.pk).update(updated_at=at)
    count_activity(plan=plan, by=by, at=at)
    record(events.PLAN_CHANGED, subject=part, by=by, at=at, partner_id=plan.partner_id, changes=told)
