"""What a person does about an alert."""

from datetime import timedelta

import pytest

from cadence.enums import AlertState
from cadence.models import QuietAlert
from cadence.operations.handling import (
    AlertNotChangeable,
    NothingToUndo,
    SnoozeNotPossible,
    accept_loss,
    acknowledge_alert,
    resolve_alert,
    snooze_alert,
    undo_change,
)
from cadence.operations.raising import raise_quiet_alerts
from cadence.rules import TRANSITIONS, Change, state_after
from prm.events.models import Event
from prm.tenancy.scope import in_tenant
from tests.cadence.samples import quiet_polaris
from tests.cast import NOW, TODAY, Cast


def raised(cast: Cast) -> QuietAlert:
    quiet_polaris(cast)
    raise_quiet_alerts(tenant=cast.acme, as_of=TODAY, at=NOW)
    return QuietAlert.objects.get()


def test_every_change_and_its_undoing_is_told(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        alert = acknowledge_alert(alert=raised(cast), by=cast.bob, at=NOW)
        alert = snooze_alert(
            alert=alert, until_date=TODAY + timedelta(days=7), today=TODAY, by=cast.bob, at=NOW + timedelta(minutes=1)
        )
        alert = resolve_alert(alert=alert, by=cast.bob, at=NOW + timedelta(minutes=2), note="They moved")
        alert = undo_change(alert=alert, by=cast.bob, at=NOW + timedelta(minutes=3))
        assert alert.state_enum is AlertState.SNOOZED
        assert alert.snoozed_until_date == TODAY + timedelta(days=7)
        told = Event.objects.filter(subject_id=alert.pk).exclude(actor_id=None).order_by("at")
        assert [(event.name.rsplit(".")[-1], event.changes["State"]) for event in told] == [
            ("acknowledged", ["Open", "Acknowledged"]),
            ("snoozed", ["Acknowledged", "Snoozed"]),
            ("resolved", ["Snoozed", "Resolved"]),
            ("put_back", ["Resolved", "Snoozed"]),
        ]


def test_a_settled_alert_cannot_be_settled_again(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        alert = accept_loss(alert=raised(cast), by=cast.bob, at=NOW)
        with pytest.raises(AlertNotChangeable):
            resolve_alert(alert=alert, by=cast.bob, at=NOW)


@pytest.mark.parametrize("days", [0, -1, 367])
def test_snoozing_needs_a_day_within_the_next_year(cast: Cast, days: int) -> None:
    with in_tenant(cast.acme.pk), pytest.raises(SnoozeNotPossible):
        snooze_alert(alert=raised(cast), until_date=TODAY + timedelta(days=days), today=TODAY, by=cast.bob, at=NOW)


def test_only_the_last_change_of_a_person_can_be_undone(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        alert = raised(cast)
        with pytest.raises(NothingToUndo):
            undo_change(alert=alert, by=cast.bob, at=NOW)
        alert = undo_change(alert=resolve_alert(alert=alert, by=cast.bob, at=NOW), by=cast.bob, at=NOW)
        with pytest.raises(NothingToUndo):
            undo_change(alert=alert, by=cast.bob, at=NOW)


def test_no_change_leads_from_a_settled_alert() -> None:
    settled = {AlertState.RESOLVED, AlertState.ACCEPTED_LOSS}
    assert all(settled.isdisjoint(allowed) for allowed, _result in TRANSITIONS.values())
    assert state_after(Change.ACKNOWLEDGE, AlertState.OPEN) is AlertState.ACKNOWLEDGED
    assert state_after(Change.WAKE, AlertState.OPEN) is None
