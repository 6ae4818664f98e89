"""The stages that deals go through."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q

from partners.operations.saving import change, refuse_others, save_checked
from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.tenancy.scope import require_tenant_id
from sales import events
from sales.enums import Outcome
from sales.models import Deal, DealMove, DealStage

STAGE_FIELDS = ("name", "order", "probability_percent", "is_qualified", "outcome")
MOST_STAGES = 30

# Name, probability in percent, whether it counts as pipeline, outcome. Changing these changes new tenants only.
DEFAULT_STAGES = (
    ("Prospect", 5, False, Outcome.OPEN),
    ("Qualified lead", 10, True, Outcome.OPEN),
    ("Meeting", 20, True, Outcome.OPEN),
    ("Proposal", 50, True, Outcome.OPEN),
    ("Verbal agreement", 80, True, Outcome.OPEN),
    ("Won", 100, True, Outcome.WON),
    ("Lost", 0, True, Outcome.LOST),
)


class StageInUse(Refused):
    """Deals are or were in this stage; the text says how many."""


class LastOfItsKind(Refused):
    """Every programme needs an open stage, one for won deals and one for lost ones. Add another one first."""

    field = "outcome"


class TooManyStages(Refused):
    """There are thirty stages already. Remove one that no deal uses."""


def add_stage(*, fields: Mapping[str, Any], by: Membership, at: datetime) -> DealStage:
    """A new stage. Raises `TooManyStages`, and `ValidationError` for values that cannot be."""
    refuse_others(fields, allowed=STAGE_FIELDS)
    if DealStage.objects.count() >= MOST_STAGES:
        raise TooManyStages
    stage = DealStage(**_certain(fields))
    save_checked(stage)
    record(events.STAGE_ADDED, subject=stage, by=by, at=at)
    return stage


def change_stage(*, stage: DealStage, changes: Mapping[str, Any], by: Membership, at: datetime) -> DealStage:
    """Rename a stage, move it in the order, judge it anew. Open, won or lost it stays once a deal has been in it.

    Raises `StageInUse`, `LastOfItsKind`, `ValidationError`.
    """
    refuse_others(changes, allowed=STAGE_FIELDS)
    outcome = changes.get("outcome", stage.outcome)
    if outcome != stage.outcome:
        _refuse_use(stage, "so it cannot become another kind of stage. Add a new one instead.", field="outcome")
        _refuse_last(stage)
    told = change(stage, _certain({"outcome": outcome, **changes}))
    if told:
        record(events.STAGE_CHANGED, subject=stage, by=by, at=at, changes=told)
    return stage


def remove_stage(*, stage: DealStage, by: Membership, at: datetime) -> None:
    """Take away a stage that no deal has ever been in. Raises `StageInUse`, `LastOfItsKind`."""
    _refuse_use(stage, "so it stays. Move them on, and rename it if it is called wrongly.")
    _refuse_last(stage)
    record(events.STAGE_REMOVED, subject=stage, by=by, at=at)
    stage.delete()


def _certain(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields; what is won is 100 %, what is lost 0 %, whatever was typed."""
    certain = {Outcome.WON.value: Decimal(100), Outcome.LOST.value: Decimal(0)}.get(str(fields.get("outcome")))
    return dict(fields) if certain is None else {**fields, "probability_percent": certain}


def _refuse_use(stage: DealStage, sentence: str, *, field: str = "") -> None:
    now = Deal.objects.filter(stage=stage).count()
    if now:
        raise StageInUse(f"{now} {'deal is' if now == 1 else 'deals are'} in this stage, {sentence}", field=field)
    if DealMove.objects.filter(Q(from_stage=stage) | Q(to_stage=stage)).exists():
        raise StageInUse(f"Deals have been in this stage, {sentence}", field=field)


def _refuse_last(stage: DealStage) -> None:
    if not DealStage.objects.filter(outcome=stage.outcome).exclude(pk=stage.pk).exists():
        raise LastOfItsKind


def add_default_stages() -> None:
    """What a new tenant begins with, until its operations say otherwise."""
    DealStage.objects.bulk_create(
        DealStage(
            tenant_id=require_tenant_id(),
            name=name,
            order=order,
            probability_percent=Decimal(percent),
            is_qualified=is_qualified,
            outcome=outcome,
        )
        for order, (name, percent, is_qualified, outcome) in enumerate(DEFAULT_STAGES, 1)
    )
