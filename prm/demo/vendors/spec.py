"""What a made-up vendor is described by."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from partners.enums import FieldKind
from prm.people.permissions import Role


class Course(StrEnum):
    """How a partner's business goes."""

    STEADY = "steady"
    GROWING = "growing"
    SHRINKING = "shrinking"
    QUIET = "quiet"  # the last order is one and a half to two of its gaps ago
    SILENT = "silent"  # more than two
    NEW = "new"  # joined two months ago
    RECRUITED = "recruited"  # has not sold anything yet


@dataclass(frozen=True)
class PartnerSpec:
    """A partner: who it is, what it books in a year (thousands), and every how many days it orders."""

    name: str
    city: str
    country: str
    region: str
    type: str
    tier: str
    yearly: int
    gap: int
    cam: str = ""
    course: Course = Course.STEADY
    parent: str = ""
    verticals: str = ""


@dataclass(frozen=True)
class PersonSpec:
    """A member of the vendor. With `email` the person can sign in; with `until_days_ago` they have left."""

    name: str
    role: Role
    email: str = ""
    partner: str = ""
    until_days_ago: int | None = None


@dataclass(frozen=True)
class ProductSpec:
    """A product with its list price and the share of it that the goods cost."""

    number: str
    name: str
    family: str
    price: Decimal
    cost_share: Decimal


@dataclass(frozen=True)
class FieldSpec:
    """A field of the vendor's own on the partner, and the values that partners have in turn."""

    key: str
    label: str
    kind: FieldKind
    values: tuple[Any, ...]
    choices: tuple[str, ...] = ()
    partner_may_edit: bool = False


@dataclass(frozen=True)
class Vendor:
    """A tenant with all that is known of it. `season` weighs the calendar months from January."""

    slug: str
    name: str
    currency: str
    fiscal_year_start_month: int
    time_zone: str
    brand_colour: str
    seed: int
    season: tuple[float, ...]
    domain: str
    people: tuple[PersonSpec, ...]
    partners: tuple[PartnerSpec, ...]
    products: tuple[ProductSpec, ...]
    fields: tuple[FieldSpec, ...]
    contact_names: tuple[str, ...]
    monthly_targets: frozenset[str] = frozenset()
    allotted_cams: frozenset[str] = frozenset()
    names_salesperson: bool = False
    predecessor: str = ""
    handed_over: frozenset[str] = field(default_factory=frozenset)
