"""Deals for tests."""

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from partners.models import Partner
from sales.calculations.customers import normalized_name
from sales.enums import Outcome
from sales.models import Customer, Deal, DealStage

_numbers = count(1)


def stage(name: str) -> DealStage:
    """One of the stages that every tenant begins with. Call it within the tenant."""
    return DealStage.objects.get(name=name)


def customer(name: str, **fields: Any) -> Customer:
    """A customer. Call it within the tenant, with the reach of staff."""
    return Customer.objects.create(name=name, normalized_name=normalized_name(name), **fields)


def deal(
    partner: Partner,
    amount: int | str = 1000,
    *,
    at: str = "Proposal",
    closed: date | None = None,
    expected: date | None = None,
    **fields: Any,
) -> Deal:
    """A deal of the partner in the stage called `at`. Call it within the tenant."""
    found = stage(at)
    assert closed is None or found.outcome_enum is not Outcome.OPEN
    fields.setdefault("name", f"Deal {next(_numbers)}")
    return Deal.objects.create(
        partner=partner,
        stage=found,
        amount=Decimal(amount),
        closed_date=closed,
        expected_close_date=expected,
        **fields,
    )
