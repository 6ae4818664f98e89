"""Certificates, requirements and tasks as rows with a state in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from enablement.calculations.holding import RequirementMet
from enablement.calculations.tasks import TaskState
from enablement.calculations.validity import CertificateState
from enablement.models import Certificate, RequiredTask
from prm.kernel.status import TrafficLight


@dataclass(frozen=True)
class Look:
    """A state as colour, icon and words."""

    tone: str
    icon: str
    word: str


@dataclass(frozen=True)
class CertificateRow:
    """A certificate and how it stands."""

    certificate: Certificate
    look: Look


@dataclass(frozen=True)
class RequirementRow:
    """A requirement, how far it is met in percent, and what is missing."""

    met: RequirementMet
    light: TrafficLight
    word: str

    @property
    def percent(self) -> int:
        return int(self.met.share * 100)


@dataclass(frozen=True)
class TaskRow:
    """A required task and how it stands."""

    task: RequiredTask
    state: TaskState
    look: Look


_TASKS = {
    TaskState.OVERDUE: Look("bad", "exclamation-circle", "Overdue"),
    TaskState.DUE: Look("warn", "clock", "Due soon"),
    TaskState.LATER: Look("none", "calendar", "Later"),
    TaskState.DONE: Look("good", "check-circle", "On time"),
    TaskState.DONE_LATE: Look("warn", "check-circle", "Late"),
}


def certificate_rows(certificates: Iterable[Certificate], *, today: date) -> list[CertificateRow]:
    """The certificates in their order. One whose person has a longer lasting one of the kind is called renewed."""
    certificates = list(certificates)
    longest: dict[object, date] = {}
    for each in certificates:
        longest[_kind(each)] = max(_last_day(each), longest.get(_kind(each), date.min))
    return [
        CertificateRow(each, _look(each, today, is_renewed=_last_day(each) < longest[_kind(each)]))
        for each in certificates
    ]


def requirement_rows(requirements: Iterable[RequirementMet]) -> list[RequirementRow]:
    """The requirements in their order."""
    return [_requirement_row(each) for each in requirements]


def task_rows(tasks: Iterable[RequiredTask], *, today: date) -> list[TaskRow]:
    """The tasks, most pressing first; those done last, the latest of them first."""
    rows = [_task_row(each, today) for each in tasks]
    still_open = [row for row in rows if row.task.done_date is None]
    done = [row for row in rows if row.task.done_date is not None]
    return still_open + done[::-1]


def _kind(certificate: Certificate) -> object:
    return certificate.contact_id, certificate.certification_id


def _last_day(certificate: Certificate) -> date:
    return certificate.expires_date or date.max


def _look(certificate: Certificate, today: date, *, is_renewed: bool) -> Look:
    match certificate.state_on(today):
        case CertificateState.LEFT:
            return Look("none", "arrow-right-start-on-rectangle", "Left with the person")
        case _ if is_renewed:
            return Look("none", "arrow-path", "Renewed")
        case CertificateState.EXPIRED:
            return Look("bad", "exclamation-circle", "Expired")
        case CertificateState.NOT_YET:
            return Look("none", "calendar", "Not yet issued")
        case CertificateState.EXPIRING:
            return Look("warn", "clock", f"Expires {_in_days((_last_day(certificate) - today).days)}")
    return Look("good", "check-circle", "Valid")


def _in_days(days: int) -> str:
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def _requirement_row(met: RequirementMet) -> RequirementRow:
    missing = met.required - met.held
    if missing > 0:
        return RequirementRow(met, TrafficLight.AT_RISK, f"{missing} missing")
    if met.held - met.expiring < met.required:
        return RequirementRow(met, TrafficLight.WATCH, f"{met.expiring} expiring")
    return RequirementRow(met, TrafficLight.ON_TRACK, "Met")


def _task_row(task: RequiredTask, today: date) -> TaskRow:
    state = task.state_on(today)
    return TaskRow(task, state, _TASKS[state])
