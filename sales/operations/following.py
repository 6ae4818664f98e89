"""What follows from a change of deals, in the transaction of the change."""

from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

type DealsListener = Callable[[Collection[UUID], datetime], None]
_listeners: list[DealsListener] = []


def when_deals_change(listener: DealsListener) -> None:
    """Call `listener(partner_ids, at)` in the transaction of every change of deals. Called from `AppConfig.ready`.

    It runs with the reach of whoever made the change: a CAM's own partners, or the whole tenant.
    """
    if listener not in _listeners:
        _listeners.append(listener)


def deals_changed(*, partner_ids: Collection[UUID], at: datetime) -> None:
    """Tell every listener that deals of these partners changed."""
    for listener in _listeners:
        listener(partner_ids, at)
