"""A partner's own fields as label and text."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from partners.models import Partner
from partners.operations.saving import label_of
from prm.kernel import money

NOT_HERE = frozenset({"name", "tier", "life_stage", "region"})  # they stand in the page's head


@dataclass(frozen=True)
class Fact:
    """One line of the profile. `url` makes a link of the text."""

    label: str
    text: str
    url: str = ""


def facts_of(partner: Partner, fields: Iterable[str], *, currency: str) -> list[Fact]:
    """The filled-in fields, except those that stand in the page's head."""
    shown = [field for field in fields if field not in NOT_HERE and getattr(partner, field) not in (None, "")]
    return [
        Fact(
            label_of(Partner, field),
            _text(field, getattr(partner, field), currency),
            partner.website if field == "website" else "",
        )
        for field in shown
    ]


def _text(field: str, value: Any, currency: str) -> str:
    if field == "annual_revenue":
        return money.full(value, currency)
    if field == "employees":
        return money.number(value, 0)
    if isinstance(value, date):
        return f"{value.day} {value:%b %Y}"
    return str(value).removeprefix("https://").removesuffix("/") if field == "website" else str(value)
