"""Which task an event starts. Apps say so in their `subscriptions.py`, when they are loaded."""

_tasks: dict[str, list[str]] = {}


def subscribe(event: str, task: str) -> None:
    """Start the task named `task` after each event named `event`. Saying it twice changes nothing."""
    if task not in _tasks.setdefault(event, []):
        _tasks[event].append(task)


def tasks_started_by(event: str) -> list[str]:
    """The names of the tasks that `event` starts."""
    return list(_tasks.get(event, ()))
