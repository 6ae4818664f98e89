"""Required tasks: contracts, onboarding, plans and reviews, done on time over due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from enablement.calculations.facts import TaskFact
from prm.kernel.fiscal import Period
from prm.kernel.ratios import Gap, Ratio
from prm.kernel.status import Thresholds
from scorecards.calculations.readings import Reading, read, unread

TASK_THRESHOLDS = Thresholds(Decimal(100), Decimal(75))


@dataclass(frozen=True, slots=True)
class RequiredTasks:
    """Done on time over due. `late` were done after their day; `overdue` are still open, and count as not done."""

    reading: Reading
    due: int
    on_time: int
    late: tuple[TaskFact, ...]
    overdue: tuple[TaskFact, ...]


def measure_tasks(
    tasks: Iterable[TaskFact],
    *,
    period: Period,
    as_of: date,
    with_overdue_before: bool = False,
    thresholds: Thresholds = TASK_THRESHOLDS,
) -> RequiredTasks:
    """The tasks due in the period, as they stood at the end of `as_of`.

    Not yet due is left out, and so is what is due on that very day and still open. `with_overdue_before` adds what was
    due before the period and is still open: a contract never signed does not vanish with the year.
    """
    due = [task for task in tasks if _counts(task, period, as_of, with_overdue_before=with_overdue_before)]
    if not due:
        return RequiredTasks(unread(period, as_of, Gap.NOT_APPLICABLE), 0, 0, (), ())
    overdue = tuple(task for task in due if not _is_done(task, as_of))
    late = tuple(task for task in due if _is_done(task, as_of) and not _on_time(task))
    on_time = len(due) - len(overdue) - len(late)
    share = Ratio(Decimal(on_time) / len(due))
    return RequiredTasks(
        read(period, as_of, value=share, index=share, thresholds=thresholds), len(due), on_time, late, overdue
    )


def _counts(task: TaskFact, period: Period, as_of: date, *, with_overdue_before: bool) -> bool:
    done = _is_done(task, as_of)
    if task.due_date > as_of or (task.due_date == as_of and not done):
        return False
    return task.due_date in period or (with_overdue_before and task.due_date < period.start_date and not done)


def _is_done(task: TaskFact, as_of: date) -> bool:
    return task.done_date is not None and task.done_date <= as_of


def _on_time(task: TaskFact) -> bool:
    return task.done_date is not None and task.done_date <= task.due_date
