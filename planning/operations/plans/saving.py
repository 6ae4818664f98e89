"""What every change of a plan does: hold the plan, refuse what is locked or not theirs, and note who did what."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from planning.enums import CostSharing, RowKind
from planning.events import plans as events
from planning.models import BusinessPlan, PlanTouch
from planning.operations.plans.stopwatch import count_activity
from planning.operations.plans.values import MODELS, PlanRow, kind_of
from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.people.permissions import Permission


class PlanLocked(Refused):
    """This plan is locked: both sides have agreed on its figures. To change them, amend it."""


class CostsNotYours(Refused):
    """Costs are the partner's own affair. Only the partner changes them now."""


class RowGone(Refused):
    """Somebody took this out of the plan meanwhile. Reload the page."""


def lock_open_plan(plan: BusinessPlan) -> BusinessPlan:
    """The plan as it stands, held until the transaction is over. Raises `PlanLocked` when its figures are."""
    locked = BusinessPlan.objects.select_for_update(of=("self",)).select_related("partner").get(pk=plan.pk)
    if not locked.state_enum.is_open:
        raise PlanLocked
    return locked


def may_edit_costs(plan: BusinessPlan, by: Membership) -> bool:
    """Whether the member may change what the partner's business costs: the partner always, the vendor at first."""
    own = by.role_enum.is_partner or plan.sharing is CostSharing.EXAMPLE
    return own and by.may(Permission.PLAN_COST_EDIT)


def refuse_costs_of_others(plan: BusinessPlan, kind: RowKind, by: Membership) -> RowKind:
    """Raise `CostsNotYours` when rows of this kind are not the member's to change."""
    if kind.is_cost and not may_edit_costs(plan, by):
        raise CostsNotYours
    return kind


def standing_row[Row: PlanRow](plan: BusinessPlan, row: Row) -> Row:
    """The row as it stands in the plan. Raises `RowGone` when it is there no more."""
    fresh: Row | None = MODELS[kind_of(row)].objects.filter(pk=row.pk, plan=plan).first()
    if fresh is None:
        raise RowGone
    return fresh


def note_change(plan: BusinessPlan, row: PlanRow, kind: RowKind, field: str, *, by: Membership, at: datetime) -> bool:
    """Count the revision, remember who touched the field, and close the costs when the partner made them its own.

    True when the partner is to be asked who may see them.
    """
    return note_changes(plan, [(row.pk, field)], kind, by=by, at=at)


def note_changes(
    plan: BusinessPlan, touched: Iterable[tuple[UUID, str]], kind: RowKind, *, by: Membership, at: datetime
) -> bool:
    """The same for fields of rows of a kind that change together, as pairs of row and field: one revision."""
    closes = kind.is_cost and by.role_enum.is_partner and plan.sharing is CostSharing.EXAMPLE
    if closes:
        plan.cost_sharing = CostSharing.PRIVATE
    plan.revision += 1
    plan.updated_at = at
    plan.save(update_fields=["cost_sharing", "revision", "updated_at"])
    touches = [
        PlanTouch(
            tenant_id=plan.tenant_id,
            plan=plan,
            partner_id=plan.partner_id,
            row_id=row_id,
            field=field,
            revision=plan.revision,
            changed_by=by,
            changed_at=at,
        )
        for row_id, field in touched
    ]
    told = ["revision", "changed_by", "changed_at"]
    keys = ["tenant", "plan", "row_id", "field"]
    PlanTouch.objects.bulk_create(touches, update_conflicts=True, update_fields=told, unique_fields=keys)
    if closes:
        record(events.PLAN_COSTS_CLOSED, subject=plan, by=by, at=at, partner_id=plan.partner_id)
    count_activity(plan=plan, by=by, at=at)
    return closes
