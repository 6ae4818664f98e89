"""Which change of an alert may follow which state: the one table of its life."""

from enum import StrEnum

from cadence.enums import STANDING, AlertState


class Change(StrEnum):
    """What may happen to an alert. The first four by a person, the others by the nightly round."""

    ACKNOWLEDGE = "acknowledge"
    SNOOZE = "snooze"
    RESOLVE = "resolve"
    ACCEPT_LOSS = "accept_loss"
    WAKE = "wake"
    WORSEN = "worsen"


TRANSITIONS: dict[Change, tuple[tuple[AlertState, ...], AlertState]] = {
    Change.ACKNOWLEDGE: ((AlertState.OPEN, AlertState.SNOOZED), AlertState.ACKNOWLEDGED),
    Change.SNOOZE: (STANDING, AlertState.SNOOZED),
    Change.RESOLVE: (STANDING, AlertState.RESOLVED),
    Change.ACCEPT_LOSS: (STANDING, AlertState.ACCEPTED_LOSS),
    Change.WAKE: ((AlertState.SNOOZED,), AlertState.OPEN),
    Change.WORSEN: ((AlertState.OPEN, AlertState.ACKNOWLEDGED), AlertState.OPEN),
}


def state_after(change: Change, state: AlertState) -> AlertState | None:
    """The state that `change` leads to, or None when it cannot follow `state`."""
    allowed, result = TRANSITIONS[change]
    return result if state in allowed else None
