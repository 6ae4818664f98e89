"""How a required task stands on a day."""

from datetime import date, timedelta
from enum import StrEnum

# A task counts as coming up a month ahead.
COMING_UP = timedelta(days=30)


class TaskState(StrEnum):
    """How a required task stands, most pressing first."""

    OVERDUE = "overdue"
    DUE = "due"
    LATER = "later"
    DONE_LATE = "done_late"
    DONE = "done"


def task_state(day: date, *, due_date: date, done_date: date | None) -> TaskState:
    """Overdue from the day after it was due; done on the day itself is on time."""
    if done_date is not None:
        return TaskState.DONE if done_date <= due_date else TaskState.DONE_LATE
    if due_date < day:
        return TaskState.OVERDUE
    return TaskState.DUE if due_date - day <= COMING_UP else TaskState.LATER
