"""Which drivers of a plan matter: each goes a tenth down and a tenth up, alone. docs/calculations/business-plan.md.

Lines and costs add up to the profit, so only what moved is calculated again. Drivers that are 0 move nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from planning.calculations.fixed import ONE, Fixed, fixed, times, total
from planning.calculations.plans.assumptions import Assumptions, Business, Custom, ProductLine, Service
from planning.calculations.plans.costs import forecast_cost, forecast_person
from planning.calculations.plans.entries import units_of
from planning.calculations.plans.lines import forecast_line
from planning.enums import Costing, Pricing

LESS, MORE = fixed(Decimal("0.9")), fixed(Decimal("1.1"))
MATTERING = 5


@dataclass(frozen=True, slots=True)
class Effect:
    """What a driver a tenth lower or higher changes in the 36 months' profit. `of` is the line, role or cost."""

    of: str
    driver: str
    down: Fixed
    up: Fixed

    @property
    def span(self) -> Fixed:
        """How far the two are apart, at least as far as each is from the plan."""
        return max(self.down, self.up, 0) - min(self.down, self.up, 0)


def sensitivity(assumptions: Assumptions) -> tuple[Effect, ...]:
    """Every driver that changes anything, the one that matters most first."""
    effects = [effect for line in assumptions.lines for effect in _of_line(line)]
    if assumptions.business is not None:
        effects += _of_business(assumptions.business)
    ranked = sorted(effects, key=lambda effect: (-effect.span, effect.of, effect.driver))
    return tuple(effect for effect in ranked if effect.span)


def _of_line(line: ProductLine) -> Iterator[Effect]:
    planned = _gross_profit(line)
    for driver, moved in _LINE_DRIVERS.items():
        down, up = (_gross_profit(changed) if (changed := moved(line, by)) != line else planned for by in (LESS, MORE))
        yield Effect(line.name, driver, down - planned, up - planned)


def _gross_profit(line: ProductLine) -> Fixed:
    return total(forecast_line(line).gross_profit)


def _of_business(business: Business) -> Iterator[Effect]:
    for person in business.people:
        found = forecast_person(person)
        yield _cost(person.name, "Cost a month", total(found.cost))
        yield _cost(person.name, "Training a head", total(found.training))
    for cost in business.costs:
        due = forecast_cost(cost)
        yield _cost(cost.name, "Amount", total(due.amount) - total(due.funded))


def _cost(name: str, driver: str, amount: Fixed) -> Effect:
    tenth = times(amount, MORE) - amount
    return Effect(name, driver, tenth, -tenth)


def _volume(line: ProductLine, by: Fixed) -> ProductLine:
    return replace(line, entry=Custom(tuple(times(units, by) for units in units_of(line.entry))))


def _opening(line: ProductLine, by: Fixed) -> ProductLine:
    return replace(line, opening=times(line.opening, by))


def _price(line: ProductLine, by: Fixed) -> ProductLine:
    return replace(line, price=times(line.price, by))


def _margin(line: ProductLine, by: Fixed) -> ProductLine:
    return replace(line, margin=min(ONE, times(line.margin, by)))


def _churn(line: ProductLine, by: Fixed) -> ProductLine:
    served = line.pricing is Pricing.RECURRING or line.managed.attach
    return replace(line, churn=min(ONE, times(line.churn, by))) if served else line


def _service(name: str, change: Callable[[Service, Fixed], Service]) -> Callable[[ProductLine, Fixed], ProductLine]:
    """The change made to one of the line's two services."""

    def moved(line: ProductLine, by: Fixed) -> ProductLine:
        service: Service = getattr(line, name)
        if not service.attach:
            return line
        after = change(service, by)
        return replace(line, project=after) if name == "project" else replace(line, managed=after)

    return moved


def _attach(service: Service, by: Fixed) -> Service:
    return replace(service, attach=min(ONE, times(service.attach, by)))


def _fee(service: Service, by: Fixed) -> Service:
    return replace(service, fee=times(service.fee, by))


def _service_cost(service: Service, by: Fixed) -> Service:
    if service.costing is Costing.HOURS:
        return replace(service, rate=times(service.rate, by))
    return replace(service, margin=min(ONE, times(service.margin, by)))


_LINE_DRIVERS: dict[str, Callable[[ProductLine, Fixed], ProductLine]] = {
    "New units": _volume,
    "Units already in use": _opening,
    "Price": _price,
    "Margin or fee": _margin,
    "Churn": _churn,
    "Sales with a project": _service("project", _attach),
    "Project fee": _service("project", _fee),
    "Margin or hourly cost of projects": _service("project", _service_cost),
    "Units with a managed service": _service("managed", _attach),
    "Managed service fee": _service("managed", _fee),
    "Margin or hourly cost of managed services": _service("managed", _service_cost),
}
