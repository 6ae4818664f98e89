"""What follows from a change of certificates, tasks or what is asked for, in the transaction of the change."""

from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

type EnablementListener = Callable[[Collection[UUID] | None, datetime], None]
_listeners: list[EnablementListener] = []


def when_enablement_changes(listener: EnablementListener) -> None:
    """Call `listener(partner_ids, at)` in the transaction of every change; None stands for all partners.

    Called from `AppConfig.ready`. It runs with the reach of whoever made the change.
    """
    if listener not in _listeners:
        _listeners.append(listener)


def enablement_changed(*, partner_ids: Collection[UUID] | None, at: datetime) -> None:
    """Tell every listener that certificates or tasks of these partners changed, or what is asked of all."""
    for listener in _listeners:
        listener(partner_ids, at)
