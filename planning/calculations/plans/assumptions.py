"""What a 36-month forecast is made from. Amounts, shares and counts are `Fixed`; months are numbered from 1.

A share is a share of one (0.20), never a percentage.
"""

from dataclasses import dataclass

from planning.calculations.fixed import Fixed, Series
from planning.enums import Costing, CostKind, Frequency, Pricing, Selling, Work

MONTHS = 36


@dataclass(frozen=True, slots=True)
class Growth:
    """New units by growth on last year: `base` holds its twelve months, in the order of the plan's own months."""

    base: Series
    growth: Fixed


@dataclass(frozen=True, slots=True)
class Sample:
    """New units that build up: `start` in `first_month`, `step` more each month, never more than `most` (None: no end).

    Before `first_month` there are none.
    """

    first_month: int
    start: Fixed
    step: Fixed
    most: Fixed | None


@dataclass(frozen=True, slots=True)
class Custom:
    """New units as typed, one figure a month."""

    units: Series


type Entry = Growth | Sample | Custom


@dataclass(frozen=True, slots=True)
class Service:
    """A service sold with a share `attach` of units: `fee` for each, once for a project, monthly for a managed one.

    The direct cost follows from `margin`, or from `hours` at `rate` for each unit served. Hours count against the
    capacity of the people who deliver in both ways of costing.
    """

    attach: Fixed
    fee: Fixed
    costing: Costing
    margin: Fixed
    hours: Fixed
    rate: Fixed


@dataclass(frozen=True, slots=True)
class ProductLine:
    """A product or sales play: what is sold, at which price and for which margin or fee, and the services with it.

    `price` is what the end customer pays for a unit, once or monthly. `churn` is the share of the units at the start
    of a month that leave within it; `opening` are the units already there before month 1.
    """

    key: str
    name: str
    selling: Selling
    pricing: Pricing
    entry: Entry
    opening: Fixed
    price: Fixed
    margin: Fixed
    churn: Fixed
    project: Service
    managed: Service


@dataclass(frozen=True, slots=True)
class Person:
    """People of one role: `heads` from `start_month` to `end_month` (None: to the end), at a loaded cost a month each.

    `ramp` says how productive one is in the first months; its last share holds from then on, and none means at once.
    `quota` is what a seller sells in new units a month, `hours` what an engineer works and `utilisation` the share of
    it that customers are billed or served in. `training` is paid for each head in the first month.
    """

    key: str
    name: str
    work: Work
    heads: Fixed
    start_month: int
    end_month: int | None
    monthly_cost: Fixed
    training: Fixed
    ramp: Series
    quota: Fixed
    hours: Fixed
    utilisation: Fixed


@dataclass(frozen=True, slots=True)
class Cost:
    """A cost from `start_month` to `end_month` (None: to the end). The vendor bears the share `funded` of it (MDF)."""

    key: str
    name: str
    kind: CostKind
    amount: Fixed
    frequency: Frequency
    start_month: int
    end_month: int | None
    funded: Fixed


@dataclass(frozen=True, slots=True)
class Business:
    """What is the partner's own affair: people, costs, and how its money comes and goes.

    `investment` is spent before month 1. Customers pay after `customer_days`, the partner pays for what it resells
    after `supplier_days`. `discount` is the yearly rate at which later money counts less.
    """

    people: tuple[Person, ...] = ()
    costs: tuple[Cost, ...] = ()
    investment: Fixed = 0
    customer_days: int = 0
    supplier_days: int = 0
    discount: Fixed = 0


@dataclass(frozen=True, slots=True)
class Assumptions:
    """A whole plan. `business` is None for a reader who may not know it: then there is a margin and no profit."""

    lines: tuple[ProductLine, ...]
    business: Business | None = None
