"""What a person does about an alert."""

from datetime import date, datetime, timedelta

from django.db import transaction

from cadence import events
from cadence.enums import STANDING, AlertState
from cadence.models import QuietAlert
from cadence.rules import Change, state_after
from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership

LONGEST_SNOOZE = timedelta(days=366)
_EVENTS = {
    Change.ACKNOWLEDGE: events.ALERT_ACKNOWLEDGED,
    Change.SNOOZE: events.ALERT_SNOOZED,
    Change.RESOLVE: events.ALERT_RESOLVED,
    Change.ACCEPT_LOSS: events.ALERT_LOSS_ACCEPTED,
}


class AlertNotChangeable(Refused):
    """This alert was settled meanwhile. Reload the page."""


class SnoozeNotPossible(Refused):
    """An alert can be put off until a day within the next year."""

    field = "until_date"


class NothingToUndo(Refused):
    """The alert was changed again since, so this cannot be undone."""


def acknowledge_alert(*, alert: QuietAlert, by: Membership, at: datetime) -> QuietAlert:
    """Say that somebody is on it. It opens again by itself only when the partner gets later still."""
    return _change(alert, Change.ACKNOWLEDGE, by=by, at=at)


def snooze_alert(*, alert: QuietAlert, until_date: date, today: date, by: Membership, at: datetime) -> QuietAlert:
    """Put the alert off; it opens again on `until_date`. Raises `SnoozeNotPossible` for a day not ahead."""
    if not today < until_date <= today + LONGEST_SNOOZE:
        raise SnoozeNotPossible
    return _change(alert, Change.SNOOZE, by=by, at=at, snoozed_until_date=until_date)


def resolve_alert(*, alert: QuietAlert, by: Membership, at: datetime, note: str = "") -> QuietAlert:
    """Say that it is settled. The same silence raises another alert only when it becomes strong."""
    return _change(alert, Change.RESOLVE, by=by, at=at, note=note)


def accept_loss(*, alert: QuietAlert, by: Membership, at: datetime, note: str = "") -> QuietAlert:
    """Say that this business is gone. No alert comes before the partner orders again."""
    return _change(alert, Change.ACCEPT_LOSS, by=by, at=at, note=note)


def undo_change(*, alert: QuietAlert, by: Membership, at: datetime) -> QuietAlert:
    """Put the alert back to where it stood before the last change by a person.

    Raises `NothingToUndo` when nothing of that kind was last, or when a newer alert of the partner stands.
    """
    alert = QuietAlert.objects.select_for_update().get(pk=alert.pk)
    newer = QuietAlert.objects.filter(partner_id=alert.partner_id, state__in=STANDING).exclude(pk=alert.pk)
    if not alert.previous_state or newer.exists():
        raise NothingToUndo
    before = alert.state_enum
    alert.state, alert.previous_state, alert.changed_at = alert.previous_state, "", at
    alert.save()
    _record(events.ALERT_PUT_BACK, alert, before, by=by, at=at)
    return alert


@transaction.atomic
def _change(alert: QuietAlert, change: Change, *, by: Membership, at: datetime, **fields: object) -> QuietAlert:
    # Locked and read again: two people may press at once.
    alert = QuietAlert.objects.select_for_update().get(pk=alert.pk)
    before = alert.state_enum
    after = state_after(change, before)
    if after is None:
        raise AlertNotChangeable
    alert.state, alert.previous_state, alert.changed_at = after, before, at
    for name, value in fields.items():
        setattr(alert, name, value)
    alert.save()
    _record(_EVENTS[change], alert, before, by=by, at=at)
    return alert


def _record(name: str, alert: QuietAlert, before: AlertState, *, by: Membership, at: datetime) -> None:
    changes = {"State": [before.label, alert.state_enum.label]}
    if name == events.ALERT_SNOOZED:
        changes["Until"] = ["", str(alert.snoozed_until_date)]
    if alert.note:
        changes["Note"] = ["", alert.note]
    record(name, subject=alert, by=by, at=at, partner_id=alert.partner_id, changes=changes, is_internal=True)
