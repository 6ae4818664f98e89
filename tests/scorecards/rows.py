"""Deals, certificates and tasks of a partner, written to the database."""

from datetime import date
from decimal import Decimal

from enablement.models import Certificate, CertificateRequirement, Certification, RequiredTask
from partners.models import Contact, Partner
from sales.enums import Outcome
from sales.models import Deal, DealStage


def add_deal(
    partner: Partner, amount: int, outcome: Outcome = Outcome.OPEN, *, day: date = date(2026, 3, 31), reason: str = ""
) -> Deal:
    """A deal that was won or lost on the day; an open qualified one is expected to close on it."""
    stage = DealStage.objects.filter(outcome=outcome, is_qualified=True).order_by("order").first()
    assert stage is not None
    return Deal.objects.create(
        partner=partner,
        name=f"Deal over {amount}",
        stage=stage,
        amount=Decimal(amount),
        engaged_date=date(2026, 1, 2),
        expected_close_date=day,
        closed_date=None if outcome is Outcome.OPEN else day,
        lost_reason=reason,
    )


def add_facts(partner: Partner) -> None:
    """Three deals won, one lost, two open of which one is stale; one of two certificates; one of two tasks."""
    for amount in (10, 20, 30):
        add_deal(partner, amount, Outcome.WON)
    add_deal(partner, 60, Outcome.LOST, reason="Price")
    add_deal(partner, 45, day=date(2026, 12, 1))
    add_deal(partner, 5, day=date(2026, 3, 1))
    engineer, _ = Certification.objects.get_or_create(name="Engineer")
    CertificateRequirement.objects.get_or_create(label="Engineers", defaults={"certification": engineer, "count": 2})
    person = Contact.objects.create(partner=partner, name="Ines")
    Certificate.objects.create(partner=partner, contact=person, certification=engineer, issued_date=date(2025, 5, 1))
    RequiredTask.objects.create(
        partner=partner, name="Contract", kind="contract", due_date=date(2026, 2, 1), done_date=date(2026, 1, 5)
    )
    RequiredTask.objects.create(partner=partner, name="Plan", kind="plan", due_date=date(2026, 3, 1))
