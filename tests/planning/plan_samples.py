"""Plans for tests: the worked one of docs/calculations/business-plan.md, and parts to build others from."""

from decimal import Decimal
from typing import Any

from planning.calculations.fixed import ONE, Series, decimal, fixed, share
from planning.calculations.plans.assumptions import (
    MONTHS,
    Assumptions,
    Business,
    Cost,
    Custom,
    Entry,
    Person,
    ProductLine,
    Sample,
    Service,
)
from planning.enums import Costing, CostKind, Frequency, Pricing, Selling, Work

NO_SERVICE = Service(attach=0, fee=0, costing=Costing.MARGIN, margin=0, hours=0, rate=0)


def service(attach: str, fee: str, *, margin: str = "0", hours: str = "0", rate: str | None = None) -> Service:
    """A service in percent and money; by hours where a rate is given."""
    costing = Costing.MARGIN if rate is None else Costing.HOURS
    return Service(share(Decimal(attach)), fixed(Decimal(fee)), costing, share(Decimal(margin)), *_work(hours, rate))


def _work(hours: str, rate: str | None) -> tuple[int, int]:
    return fixed(Decimal(hours)), fixed(Decimal(rate or 0))


def line(**changes: Any) -> ProductLine:
    """One unit a month at 100, 20 % margin, paid once, nobody leaves, no services; unless said otherwise."""
    given: dict[str, Any] = {
        "key": "line",
        "name": "Line",
        "selling": Selling.RESALE,
        "pricing": Pricing.ONE_TIME,
        "entry": every_month("1"),
        "opening": 0,
        "price": fixed(100),
        "margin": share(20),
        "churn": 0,
        "project": NO_SERVICE,
        "managed": NO_SERVICE,
    }
    return ProductLine(**given | changes)


def every_month(units: str) -> Entry:
    """The same new units in each month."""
    return Custom((fixed(Decimal(units)),) * MONTHS)


def person(**changes: Any) -> Person:
    """One seller from the first month on, at 1,000 a month, fully productive at once."""
    given: dict[str, Any] = {
        "key": "person",
        "name": "Person",
        "work": Work.SALES,
        "heads": ONE,
        "start_month": 1,
        "end_month": None,
        "monthly_cost": fixed(1_000),
        "training": 0,
        "ramp": (),
        "quota": fixed(2),
        "hours": fixed(160),
        "utilisation": share(70),
    }
    return Person(**given | changes)


def cost(**changes: Any) -> Cost:
    """100 of overhead in every month."""
    given: dict[str, Any] = {
        "key": "cost",
        "name": "Cost",
        "kind": CostKind.OVERHEAD,
        "amount": fixed(100),
        "frequency": Frequency.MONTHLY,
        "start_month": 1,
        "end_month": None,
        "funded": 0,
    }
    return Cost(**given | changes)


def worked() -> Assumptions:
    """The worked plan of the document."""
    managed_cloud = line(
        pricing=Pricing.RECURRING,
        entry=Sample(first_month=4, start=ONE, step=fixed(Decimal("0.25")), most=fixed(6)),
        price=fixed(500),
        churn=share(1),
        project=service("60", "8000", margin="40"),
        managed=service("30", "400", margin="50"),
    )
    people = (
        person(key="first", name="First engineer", work=Work.DELIVERY, monthly_cost=fixed(9_000)),
        person(key="second", name="Second engineer", work=Work.DELIVERY, monthly_cost=fixed(6_000), start_month=13),
    )
    marketing = cost(key="marketing", kind=CostKind.MARKETING, amount=fixed(1_500), funded=share(50))
    return Assumptions((managed_cloud,), Business(people, (marketing,), investment=fixed(20_000), discount=share(12)))


def plain(series: Series, places: int = 2) -> list[Decimal]:
    """A series as decimals."""
    return [decimal(value, places) for value in series]
