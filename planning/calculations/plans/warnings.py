"""What is allowed in a plan and probably not meant, in words for whoever plans."""

from collections.abc import Iterator
from dataclasses import dataclass

from planning.calculations.fixed import ONE, Series, times, total
from planning.calculations.plans.assumptions import MONTHS, Assumptions, Business, Custom, Growth, ProductLine, Service
from planning.calculations.plans.forecast import Forecast, Profit, forecast
from planning.enums import Costing, Pricing, Work


@dataclass(frozen=True, slots=True)
class PlanWarning:
    """One thing to look at. `path` is the key of a row and its field, `key.field`; or `lines`, `people`, `money`."""

    path: str
    words: str

    @property
    def row(self) -> str:
        """The row's key, or the part of the plan."""
        return self.path.partition(".")[0]

    @property
    def field(self) -> str:
        """The row's field, empty for a part of the plan."""
        return self.path.partition(".")[2]


def warnings_of(assumptions: Assumptions, account: Forecast | None = None) -> tuple[PlanWarning, ...]:
    """All that should be looked at, lines first. `account` is the forecast of the same assumptions, if it is at hand.

    Nothing is said about people and money where the partner's business is not known.
    """
    found = [warning for line in assumptions.lines for warning in line_warnings(line)]
    if not assumptions.lines:
        found.append(PlanWarning("lines", "Nothing is sold yet: add what the partner sells."))
    if assumptions.business is not None:
        known = account if account is not None and account.profit is not None else forecast(assumptions)
        found += _business_warnings(assumptions.lines, assumptions.business, known.profit)
    return tuple(found)


def line_warnings(line: ProductLine) -> tuple[PlanWarning, ...]:
    """What should be looked at in one line."""
    found = (*_entry_words(line), *_price_words(line), *_service_words(line))
    return tuple(PlanWarning(f"{line.key}.{field}", words) for field, words in found)


def _entry_words(line: ProductLine) -> Iterator[tuple[str, str]]:
    match line.entry:
        case Growth(base=base) if not any(base):
            yield "base_units", "Growth on nothing is nothing: enter last year’s units, or choose another way."
        case Custom(units=units) if not any(units):
            yield "custom_units", "No units are entered yet."


def _price_words(line: ProductLine) -> Iterator[tuple[str, str]]:
    if line.price == 0:
        yield "price", "Without a price this line earns nothing."
    if line.margin < 0:
        yield "margin_percent", "You lose on each sale: the margin is below zero."
    if line.churn >= ONE and (line.pricing is Pricing.RECURRING or line.managed.attach):
        yield "churn_percent", "With 100 % churn nobody stays: each unit is paid for one month only."


def _service_words(line: ProductLine) -> Iterator[tuple[str, str]]:
    for name, noun, service in (("project", "Projects", line.project), ("managed", "Managed services", line.managed)):
        if service.attach and service.fee == 0:
            yield f"{name}_fee", f"{noun} are sold, and have no fee."
        elif service.attach and _loses(service):
            field = "margin_percent" if service.costing is Costing.MARGIN else "hours"
            yield f"{name}_{field}", f"{noun} cost you more than they bring."


def _loses(service: Service) -> bool:
    if service.costing is Costing.MARGIN:
        return service.margin < 0
    return times(service.hours, service.rate) > service.fee


def _business_warnings(
    lines: tuple[ProductLine, ...], business: Business, profit: Profit | None
) -> Iterator[PlanWarning]:
    works = {person.work for person in business.people if person.heads}
    has_services = any(service.attach and service.fee for line in lines for service in (line.project, line.managed))
    if has_services and Work.DELIVERY not in works:
        yield PlanWarning("people", "Services are sold, and nobody is planned who delivers them.")
    if profit is None:
        return
    if total(profit.selling.able) and profit.selling.short_months:
        yield PlanWarning(
            "people", f"{in_months(profit.selling.short_months)} more is planned than the sellers can sell."
        )
    if Work.DELIVERY in works and profit.delivery.short_months:
        words = f"{in_months(profit.delivery.short_months)} more hours are sold than your people have."
        yield PlanWarning("people", f"{words} Hire, or sell fewer services.")
    if any(profit.ebit) and profit.break_even_month is None:
        yield PlanWarning("money", "The last month still makes a loss: the plan does not break even in 36 months.")
    if profit.cumulative_cash[-1] < 0:
        yield PlanWarning("money", "After 36 months more money has gone out than has come back.")
    elif profit.net_present_value < 0:
        yield PlanWarning("money", "The money comes back too late: the net present value is below zero.")


def in_months(months: Series) -> str:
    """``In month 4``, or ``In 7 of 36 months, first in month 4,``: how a sentence about them begins."""
    first = f"in month {months[0]}"
    return first.capitalize() if len(months) == 1 else f"In {len(months)} of {MONTHS} months, first {first},"
