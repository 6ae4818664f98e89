"""When a certificate counts, how far a requirement is met, how a task stands: docs/calculations/certificates.md."""

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from enablement.calculations.facts import CertificateFact, RequirementFact
from enablement.calculations.holding import RequirementMet, held_and_expiring, requirements_met
from enablement.calculations.tasks import TaskState, task_state
from enablement.calculations.validity import CertificateState, last_day, state_on

DOCUMENT = Path(__file__).parents[2] / "docs/calculations/certificates.md"
TODAY = date(2026, 6, 15)
CLOUD, SALES = uuid4(), uuid4()
ADA, BEN = uuid4(), uuid4()


def rows_of_table(first_column: str) -> list[list[str]]:
    """The rows of the document's table that begins with that column, states as the code writes them."""
    lines = DOCUMENT.read_text("utf-8").partition(f"| {first_column} |")[2].splitlines()[2:]
    table = [line for line in lines[: lines.index("") if "" in lines else None] if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table]
    return [[*cells, state.replace(" ", "_")] for *cells, state in rows]


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


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


@pytest.mark.parametrize(("issued", "expires", "left", "state"), rows_of_table("issued"))
def test_a_certificate_counts_to_its_last_day_and_its_persons_last_day(
    issued: str, expires: str, left: str, state: str
) -> None:
    found = state_on(TODAY, issued_date=date.fromisoformat(issued), expires_date=day(expires), left_date=day(left))
    assert found is CertificateState(state)


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


@pytest.mark.parametrize(("due", "done", "state"), rows_of_table("due"))
def test_a_task_is_on_time_until_its_day_is_over(due: str, done: str, state: str) -> None:
    assert task_state(TODAY, due_date=date.fromisoformat(due), done_date=day(done)) is TaskState(state)
