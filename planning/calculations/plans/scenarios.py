"""Scenarios: a plan seen through other eyes. An overlay changes all lines of a plan alike and leaves the plan alone."""

from dataclasses import dataclass, replace

from planning.calculations.fixed import ONE, Fixed, scaled, times
from planning.calculations.plans.assumptions import (
    MONTHS,
    Assumptions,
    Business,
    Custom,
    ProductLine,
    Service,
)
from planning.calculations.plans.entries import units_of


@dataclass(frozen=True, slots=True)
class Overlay:
    """What is different. Factors are shares of one (0.70: seven tenths); `margin` is added to margins (-0.02).

    `volume` scales new units, `delay` lets their sale begin months later, `churn` scales the share of customers who
    leave, `services` the share who buy services, `costs` people and other running costs. No share or margin passes one.
    """

    volume: Fixed = ONE
    price: Fixed = ONE
    margin: Fixed = 0
    churn: Fixed = ONE
    services: Fixed = ONE
    costs: Fixed = ONE
    delay: int = 0


AS_PLANNED = Overlay()


def seen_through(assumptions: Assumptions, overlay: Overlay) -> Assumptions:
    """The plan with the overlay on it. The one that changes nothing gives the very same plan."""
    if overlay == AS_PLANNED:
        return assumptions
    business = assumptions.business
    return Assumptions(
        tuple(_line(line, overlay) for line in assumptions.lines),
        None if business is None else _business(business, overlay),
    )


def _line(line: ProductLine, overlay: Overlay) -> ProductLine:
    return replace(
        line,
        entry=Custom(_units(line, overlay)),
        price=times(line.price, overlay.price),
        margin=min(ONE, line.margin + overlay.margin),
        churn=min(ONE, times(line.churn, overlay.churn)),
        project=_service(line.project, overlay),
        managed=_service(line.managed, overlay),
    )


def _units(line: ProductLine, overlay: Overlay) -> tuple[Fixed, ...]:
    late = (0,) * overlay.delay + units_of(line.entry)
    return scaled(late[:MONTHS], overlay.volume)


def _service(service: Service, overlay: Overlay) -> Service:
    return replace(service, attach=min(ONE, times(service.attach, overlay.services)))


def _business(business: Business, overlay: Overlay) -> Business:
    return replace(
        business,
        people=tuple(
            replace(person, monthly_cost=times(person.monthly_cost, overlay.costs)) for person in business.people
        ),
        costs=tuple(replace(cost, amount=times(cost.amount, overlay.costs)) for cost in business.costs),
    )
