"""Deals, certificates and tasks that are easy to check by hand."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

from enablement.calculations.facts import CertificateFact, RequirementFact, TaskFact
from sales.calculations.deals import DealFact
from sales.enums import Outcome

AS_OF = date(2026, 6, 30)
ENGINEER, SELLER = uuid4(), uuid4()


def deal(
    amount: int | str,
    outcome: Outcome = Outcome.OPEN,
    *,
    closed: date | None = None,
    expected: date | None = date(2026, 9, 30),
    engaged: date | None = date(2026, 1, 10),
    probability: str = "0.25",
    qualified: bool = True,
    sourced: bool = True,
) -> DealFact:
    """A deal that is open and expected to close within 2026, unless told otherwise."""
    return DealFact(
        id=uuid4(),
        amount=Decimal(amount),
        outcome=outcome,
        is_qualified=qualified,
        probability=Decimal(probability),
        is_partner_sourced=sourced,
        engaged_date=engaged,
        registered_date=None,
        expected_close_date=expected,
        closed_date=closed,
    )


def closed(amount: int | str, outcome: Outcome, day: date = date(2026, 3, 31), **given: object) -> DealFact:
    """A deal that was won or lost on a day."""
    return deal(amount, outcome, closed=day, **given)  # type: ignore[arg-type]


def certificate(
    person: UUID,
    what: UUID = ENGINEER,
    *,
    family: str = "Cloud",
    issued: date = date(2025, 1, 1),
    expires: date | None = None,
    left: date | None = None,
) -> CertificateFact:
    """A certificate that never expires, unless told otherwise."""
    return CertificateFact(
        certification_id=what,
        family=family,
        contact_id=person,
        issued_date=issued,
        expires_date=expires,
        held_until=left,
    )


def requirement(count: int, what: UUID | None = ENGINEER, family: str = "") -> RequirementFact:
    return RequirementFact(label="Engineers", certification_id=what, family=family, count=count)


def task(due: date, done: date | None = None) -> TaskFact:
    return TaskFact(name="Sign the contract", kind="contract", due_date=due, done_date=done)


def days_from(day: date, count: int) -> date:
    return day + timedelta(days=count)
