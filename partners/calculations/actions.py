"""Where a promise stands on a day's list."""

from datetime import date, timedelta
from enum import StrEnum

from partners.enums import ActionStatus

# A promise counts as due two weeks ahead: time enough to keep it.
DUE_WITHIN = timedelta(days=14)


class DueGroup(StrEnum):
    """The parts of the list, most pressing first."""

    OVERDUE = "overdue"
    DUE = "due"
    LATER = "later"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        return "Due in the next 14 days" if self is DueGroup.DUE else self.value.capitalize()


def due_group(status: ActionStatus, due_date: date | None, *, today: date) -> DueGroup:
    """Overdue from the day after it was due; due on the day itself and up to 14 days ahead; without a day, later."""
    if status.is_settled:
        return DueGroup(status.value)
    if due_date is None or due_date > today + DUE_WITHIN:
        return DueGroup.LATER
    return DueGroup.OVERDUE if due_date < today else DueGroup.DUE
