"""Promises on both sides: made, changed, kept, dropped, and taken up again.

People of the vendor write all of them; people of a partner only what their own side owes. Row security decides whose.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from partners import events
from partners.enums import SETTLED_STATUSES, ActionSide, ActionSource, ActionStatus
from partners.models import Action, Partner
from partners.operations.saving import change, refuse_others, save_checked
from partners.rules import editable_action_fields, keeps_promises_of
from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership


class NotYourPromise(Refused):
    """Only the side that owes it can change this. Talk to your contact at the other side."""


class ActionSettled(Refused):
    """This action was settled meanwhile. Reload the page."""


class ActionNotSettled(Refused):
    """This action is open already."""


class NotAWayToSettle(Refused):
    """Mark it done or drop it instead."""

    field = "status"


class ReasonMissing(Refused):
    """Say in a few words why it is dropped."""

    field = "reason"


class OwnerOfOtherSide(Refused):
    """The owner must belong to the side that owes it."""

    field = "owner"


def add_action(
    *,
    partner: Partner,
    title: str,
    side: ActionSide,
    by: Membership | None,
    at: datetime,
    owner: Membership | None = None,
    due_date: date | None = None,
    detail: str = "",
    resources: str = "",
    source: ActionSource = ActionSource.MANUAL,
    source_id: UUID | None = None,
    is_internal: bool = False,
) -> Action:
    """Write down a promise. `by` is None when the product itself found that something is to be done.

    Raises `NotYourPromise` when people of a partner add one for the vendor, `OwnerOfOtherSide` when the owner is not
    of the side that owes it, and `ValidationError` for values that cannot be.
    """
    if by is not None and not keeps_promises_of(by, ActionSide(side)):
        raise NotYourPromise("You can add what your own company promises.", field="side")
    action = Action(
        partner=partner,
        title=title,
        detail=detail,
        side=side,
        owner=owner,
        due_date=due_date,
        resources=resources,
        source=source,
        source_id=source_id,
        is_internal=is_internal,
        created_by=by,
    )
    _check_owner(action)
    save_checked(action)
    record(events.ACTION_ADDED, subject=action, by=by, at=at, partner_id=partner.pk)
    return action


def change_action(*, action: Action, changes: Mapping[str, Any], by: Membership, at: datetime) -> Action:
    """Write the fields that were sent, of those that `by` may write. Nothing is recorded when nothing changed.

    Raises `FieldNotYours`, `NotYourPromise`, `ActionSettled`, `NotAWayToSettle`, `OwnerOfOtherSide`, and
    `ValidationError`.
    """
    with transaction.atomic():
        action = _locked(action, by=by)
        if action.status_enum.is_settled:
            raise ActionSettled
        refuse_others(changes, allowed=editable_action_fields(by))
        if "status" in changes and changes["status"] in SETTLED_STATUSES:
            raise NotAWayToSettle
        told = change(action, changes)
        _check_owner(action)
        if told:
            record(events.ACTION_CHANGED, subject=action, by=by, at=at, partner_id=action.partner_id, changes=told)
    return action


def complete_action(*, action: Action, done_date: date, by: Membership, at: datetime) -> Action:
    """Say that the promise was kept, on that day. Raises `NotYourPromise` and `ActionSettled`."""
    return _settle(action, ActionStatus.DONE, events.ACTION_COMPLETED, by=by, at=at, done_date=done_date)


def drop_action(*, action: Action, reason: str, by: Membership, at: datetime) -> Action:
    """Say that it will not be done, and why. Raises `ReasonMissing`, `NotYourPromise` and `ActionSettled`."""
    if not reason.strip():
        raise ReasonMissing
    return _settle(action, ActionStatus.DROPPED, events.ACTION_DROPPED, by=by, at=at, dropped_reason=reason.strip())


def reopen_action(*, action: Action, by: Membership, at: datetime) -> Action:
    """Take a settled promise up again. Raises `ActionNotSettled` and `NotYourPromise`."""
    with transaction.atomic():
        action = _locked(action, by=by)
        if not action.status_enum.is_settled:
            raise ActionNotSettled
        told = change(action, {"status": ActionStatus.OPEN, "done_date": None, "dropped_reason": ""})
        record(events.ACTION_REOPENED, subject=action, by=by, at=at, partner_id=action.partner_id, changes=told)
    return action


@transaction.atomic
def _settle(action: Action, status: ActionStatus, event: str, *, by: Membership, at: datetime, **fields: Any) -> Action:
    action = _locked(action, by=by)
    if action.status_enum.is_settled:
        raise ActionSettled
    told = change(action, {"status": status, **fields})
    record(event, subject=action, by=by, at=at, partner_id=action.partner_id, changes=told)
    return action


def _locked(action: Action, *, by: Membership) -> Action:
    """Read again under a lock, since two people may press at once, and refuse what is not theirs."""
    fresh = Action.objects.select_for_update().get(pk=action.pk)
    if not keeps_promises_of(by, fresh.side_enum):
        raise NotYourPromise
    return fresh


def _check_owner(action: Action) -> None:
    owner = action.owner
    if owner is None:
        return
    of_partner = owner.partner_id == action.partner_id
    of_vendor = not owner.role_enum.is_partner
    if not (of_partner if action.side_enum is ActionSide.PARTNER else of_vendor):
        raise OwnerOfOtherSide
