"""Customers are added and kept."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from partners.operations.saving import change, refuse_others, save_checked
from prm.events.recording import record
from prm.people.models import Membership
from sales import events
from sales.calculations.customers import domain_of, normalized_name
from sales.models import Customer
from sales.rules import customer_fields


def add_customer(*, fields: Mapping[str, Any], by: Membership, at: datetime) -> Customer:
    """A new customer. Nobody but staff reaches it before one of their deals names it.

    Raises `FieldNotYours`, and `ValidationError` for values that cannot be.
    """
    refuse_others(fields, allowed=customer_fields(by))
    customer = Customer(**_cleaned(fields))
    save_checked(customer)
    record(events.CUSTOMER_ADDED, subject=customer, by=by, at=at)
    return customer


def change_customer(*, customer: Customer, changes: Mapping[str, Any], by: Membership, at: datetime) -> Customer:
    """Write the fields that were sent. Nothing is recorded when nothing changed."""
    refuse_others(changes, allowed=customer_fields(by))
    cleaned = _cleaned(changes)
    customer.normalized_name = cleaned.pop("normalized_name", customer.normalized_name)
    told = change(customer, cleaned)
    if told:
        record(events.CUSTOMER_CHANGED, subject=customer, by=by, at=at, changes=told)
    return customer


def customer_named(name: str, *, by: Membership, at: datetime) -> Customer | None:
    """The customer within reach that is called so, however it is spelled; a new one when there is none.

    None for an empty name. Where two share the name, the one spelled exactly so, else the older.
    """
    name = " ".join(name.split())
    if not name:
        return None
    alike = list(Customer.objects.filter(normalized_name=normalized_name(name)).order_by("pk")[:20])
    exact = [each for each in alike if each.name == name]
    found = next(iter(exact or alike), None)
    return found or add_customer(fields={"name": name}, by=by, at=at)


def _cleaned(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with what follows from them: the folded name, and a domain however it was written."""
    cleaned = dict(fields)
    if "name" in cleaned:
        cleaned["normalized_name"] = normalized_name(cleaned["name"])
    if cleaned.get("domain"):
        cleaned["domain"] = domain_of(cleaned["domain"]) or cleaned["domain"]
    return cleaned
