"""When a certificate counts, how far a requirement is met, and how a task stands."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from enablement.calculations.facts import CertificateFact, RequirementFact
from enablement.calculations.holding import RequirementMet, held_and_expiring, requirements_met
from enablement.calculations.tasks import TaskState, task_state
from enablement.calculations.validity import CertificateState, last_day, state_on

TODAY = date(2026, 6, 15)
CLOUD, SALES = uuid4(), uuid4()
ADA, BEN = uuid4(), uuid4()


def fact(
    kind: UUID = CLOUD,
    who: UUID = ADA,
    *,
    issued: date = date(2025, 1, 1),
    expires: date | None = None,
    left: date | None = None,
) -> CertificateFact:
    return CertificateFact(kind, "Cloud" if kind == CLOUD else "Sales", who, issued, expires, left)


@pytest.mark.parametrize(
    ("issued", "months", "until"),
    [
        (date(2025, 3, 15), 12, date(2026, 3, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2025, 12, 1), 1, date(2026, 1, 1)),
        (date(2025, 3, 15), None, None),
    ],
)
def test_a_certificate_lasts_so_many_months(issued: date, months: int | None, until: date | None) -> None:
    assert last_day(issued, months) == until


@pytest.mark.parametrize(
    ("expires", "left", "state"),
    [
        (None, None, "valid"),
        (TODAY + timedelta(days=91), None, "valid"),
        (TODAY + timedelta(days=90), None, "expiring"),
        (TODAY, None, "expiring"),
        (TODAY - timedelta(days=1), None, "expired"),
        (None, TODAY, "valid"),
        (None, TODAY - timedelta(days=1), "left"),
    ],
)
def test_a_certificate_counts_to_its_last_day_and_its_persons_last_day(
    expires: date | None, left: date | None, state: str
) -> None:
    found = state_on(TODAY, issued_date=date(2020, 1, 1), expires_date=expires, left_date=left)
    assert found is CertificateState(state)


def test_a_certificate_counts_from_its_day_of_issue() -> None:
    assert state_on(TODAY, issued_date=TODAY + timedelta(days=1), expires_date=None) is CertificateState.NOT_YET


def test_a_requirement_names_a_certification_a_family_or_neither() -> None:
    held = [fact(), fact(who=BEN), fact(SALES)]
    required = [
        RequirementFact("Architects", CLOUD, "", 3),
        RequirementFact("Sales people", None, "Sales", 1),
        RequirementFact("Anybody", None, "", 2),
        RequirementFact("Nothing", None, "", 0),
    ]
    assert requirements_met(held, required, as_of=TODAY) == (
        RequirementMet("Architects", 3, 2, 0),
        RequirementMet("Sales people", 1, 1, 0),
        RequirementMet("Anybody", 2, 3, 0),
    )


def test_one_persons_renewals_are_one_certificate_and_no_longer_expire() -> None:
    held = [fact(expires=TODAY + timedelta(days=30)), fact(expires=TODAY + timedelta(days=400))]
    assert held_and_expiring(held, as_of=TODAY) == (1, 0)
    assert held_and_expiring(held[:1], as_of=TODAY) == (1, 1)


def test_a_certificate_leaves_with_its_person() -> None:
    held = [fact(left=TODAY - timedelta(days=1)), fact(who=BEN)]
    assert requirements_met(held, [RequirementFact("Architects", CLOUD, "", 2)], as_of=TODAY)[0].held == 1


@pytest.mark.parametrize(
    ("due", "done", "state"),
    [
        (TODAY - timedelta(days=1), None, "overdue"),
        (TODAY, None, "due"),
        (TODAY + timedelta(days=30), None, "due"),
        (TODAY + timedelta(days=31), None, "later"),
        (TODAY, TODAY, "done"),
        (TODAY, TODAY + timedelta(days=1), "done_late"),
    ],
)
def test_a_task_is_on_time_until_its_day_is_over(due: date, done: date | None, state: str) -> None:
    assert task_state(TODAY, due_date=due, done_date=done) is TaskState(state)
