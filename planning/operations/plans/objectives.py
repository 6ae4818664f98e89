"""Objectives of a plan are set, changed and taken out while it is open; results by hand are entered at any time."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from partners.operations.saving import save_checked
from planning.calculations.plans.objective_kinds import Measure
from planning.enums import Party
from planning.events import objectives as events
from planning.models import BusinessPlan, ObjectiveTarget, PlanObjective
from planning.operations.plans.saving import RowGone, lock_open_plan
from planning.rules import party_of
from prm.events.recording import differences, record
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.tenancy.models import new_id

FIELDS = ("name", "measure", "weight", "family", "country", "customer")
LABELS = {name: name.replace("family", "product family").capitalize() for name in FIELDS}
MOST_OBJECTIVES = 40
_SPLIT_WORDS = {"family": "product family", "country": "country", "customer": "customer"}


class NotYourObjective(Refused):
    """Each side changes its own objectives only."""


class NotCounted(Refused):
    """The records of this measure do not tell what it is to be split by."""


class TooManyObjectives(Refused):
    """A plan has at most 40 objectives. Take one out first."""


class NotByHand(Refused):
    """Tandem counts this objective itself."""


def is_own(objective: PlanObjective, by: Membership) -> bool:
    """Whether the objective is of the member's side."""
    return objective.is_partner_owned == (party_of(by) is Party.PARTNER)


@transaction.atomic
def add_objective(
    *, plan: BusinessPlan, fields: Mapping[str, Any], targets: Sequence[Decimal], by: Membership, at: datetime
) -> PlanObjective:
    """A new objective of the member's side, last in the list, with the targets of four quarters.

    Raises PlanLocked, TooManyObjectives, NotCounted, and ValidationError for a name that is taken or values out of
    range.
    """
    plan = lock_open_plan(plan)
    if PlanObjective.objects.filter(plan=plan).count() >= MOST_OBJECTIVES:
        raise TooManyObjectives
    last = PlanObjective.objects.filter(plan=plan).aggregate(last=Max("position"))["last"]
    objective = PlanObjective(
        plan=plan,
        partner_id=plan.partner_id,
        position=0 if last is None else last + 1,
        is_partner_owned=party_of(by) is Party.PARTNER,
        **_checked(fields),
    )
    save_checked(objective)
    _write_targets(objective, targets)
    record(
        events.OBJECTIVE_ADDED,
        subject=plan,
        by=by,
        at=at,
        partner_id=plan.partner_id,
        changes={"Objective": ["", objective.name]},
        is_internal=plan.is_vendor_draft,
    )
    return objective


@transaction.atomic
def change_objective(
    *, objective: PlanObjective, fields: Mapping[str, Any], targets: Sequence[Decimal], by: Membership, at: datetime
) -> None:
    """Change an objective of one's own side whole. Raises as `add_objective`, NotYourObjective and RowGone."""
    plan = _open_for(objective, by)
    before = {name: getattr(objective, name) for name in FIELDS} | {"targets": _written(_targets(objective))}
    for name, value in _checked(fields).items():
        setattr(objective, name, value)
    save_checked(objective)
    if [each.target for each in _targets(objective)] != list(targets):
        entered = {each.quarter: each for each in _targets(objective)}
        ObjectiveTarget.objects.filter(objective=objective).delete()
        _write_targets(objective, targets, kept=entered)
    after = {name: getattr(objective, name) for name in FIELDS} | {"targets": _written(_targets(objective))}
    told = differences(before, after, {**LABELS, "targets": "Targets"})
    if told:
        record(
            events.OBJECTIVE_CHANGED,
            subject=plan,
            by=by,
            at=at,
            partner_id=plan.partner_id,
            changes={"Objective": [objective.name, objective.name], **told},
            is_internal=plan.is_vendor_draft,
        )


@transaction.atomic
def remove_objective(*, objective: PlanObjective, by: Membership, at: datetime) -> None:
    """Take an objective of one's own side out of an open plan. Raises PlanLocked, NotYourObjective and RowGone."""
    plan, name = _open_for(objective, by), objective.name
    objective.delete()
    record(
        events.OBJECTIVE_REMOVED,
        subject=plan,
        by=by,
        at=at,
        partner_id=plan.partner_id,
        changes={"Objective": [name, ""]},
        is_internal=plan.is_vendor_draft,
    )


@transaction.atomic
def enter_results(*, objective: PlanObjective, results: Sequence[Decimal | None], by: Membership, at: datetime) -> None:
    """What was reached in each quarter, None where it is not known: in a locked plan, too, by either side.

    Raises NotByHand for what Tandem counts.
    """
    if objective.measure_enum is not Measure.MANUAL:
        raise NotByHand
    rows = _targets(objective, held=True)
    told = {}
    for row in rows:
        result = results[row.quarter - 1]
        if row.actual_entered != result:
            told[f"Quarter {row.quarter}"] = [_text(row.actual_entered), _text(result)]
            row.actual_entered, row.entered_by_name, row.entered_at = result, by.display_name, at
            row.save(update_fields=["actual_entered", "entered_by_name", "entered_at"])
    if told:
        record(
            events.RESULT_ENTERED,
            subject=objective.plan,
            by=by,
            at=at,
            partner_id=objective.partner_id,
            changes={"Objective": [objective.name, objective.name], **told},
            is_internal=objective.plan.is_vendor_draft,
        )


def copy_objectives(source: BusinessPlan, target: BusinessPlan) -> None:
    """Write all objectives of one plan into another of the same partner, without what was entered by hand."""
    quarters = ObjectiveTarget.objects.filter(plan=source).order_by("quarter")
    rows, targets = list(PlanObjective.objects.filter(plan=source)), list(quarters)
    new = {row.pk: new_id() for row in rows}
    for row in rows:
        row.pk, row.plan, row._state.adding = new[row.pk], target, True
    PlanObjective.objects.bulk_create(rows)
    ObjectiveTarget.objects.bulk_create(
        ObjectiveTarget(
            tenant_id=target.tenant_id,
            objective_id=new[each.objective_id],
            plan=target,
            partner_id=target.partner_id,
            quarter=each.quarter,
            target=each.target,
        )
        for each in targets
    )


def _open_for(objective: PlanObjective, by: Membership) -> BusinessPlan:
    if not is_own(objective, by):
        raise NotYourObjective
    plan = lock_open_plan(objective.plan)
    if not PlanObjective.objects.filter(pk=objective.pk, plan=plan).exists():
        raise RowGone
    return plan


def _checked(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as they are kept. Raises NotCounted at a split that the measure's records do not tell."""
    values = {name: fields[name] for name in FIELDS if name in fields}
    measure = Measure(values["measure"])
    for name, word in _SPLIT_WORDS.items():
        if values.get(name) and name not in measure.splits:
            raise NotCounted(f"“{measure.label}” cannot be split by {word}. Leave it empty.", field=name)
    return values


def _write_targets(
    objective: PlanObjective, targets: Sequence[Decimal], *, kept: Mapping[int, ObjectiveTarget] | None = None
) -> None:
    """Write four quarters; what was entered by hand for one stays."""
    for quarter, amount in enumerate(targets, 1):
        old = (kept or {}).get(quarter)
        save_checked(
            ObjectiveTarget(
                objective=objective,
                plan_id=objective.plan_id,
                partner_id=objective.partner_id,
                quarter=quarter,
                target=amount,
                actual_entered=old.actual_entered if old else None,
                entered_by_name=old.entered_by_name if old else "",
                entered_at=old.entered_at if old else None,
            )
        )


def _targets(objective: PlanObjective, *, held: bool = False) -> list[ObjectiveTarget]:
    rows = ObjectiveTarget.objects.filter(objective=objective).order_by("quarter")
    return list(rows.select_for_update() if held else rows)


def _written(targets: Sequence[ObjectiveTarget]) -> str:
    return ", ".join(_text(each.target) for each in targets)


def _text(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"
