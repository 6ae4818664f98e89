"""What one product line brings, month by month. Source: the conventions in docs/calculations/business-plan.md."""

from dataclasses import dataclass

from planning.calculations.fixed import ONE, Fixed, Series, added, less, root, scaled, times
from planning.calculations.plans.assumptions import ProductLine, Service
from planning.calculations.plans.entries import units_of
from planning.enums import Costing, Pricing, Selling


@dataclass(frozen=True, slots=True)
class LineForecast:
    """36 months of one product line.

    `active` counts the units at the end of a month. `sales` is what end customers pay for the product, `bookings` what
    the vendor bills, `revenue` what of it is the partner's own: all of `sales` in resale, the fee for an agent.
    """

    key: str
    name: str
    new: Series
    active: Series
    sales: Series
    bookings: Series
    revenue: Series
    product_margin: Series
    project_revenue: Series
    project_margin: Series
    managed_revenue: Series
    managed_margin: Series
    hours: Series

    @property
    def services_revenue(self) -> Series:
        return added(self.project_revenue, self.managed_revenue)

    @property
    def services_margin(self) -> Series:
        return added(self.project_margin, self.managed_margin)

    @property
    def gross_profit(self) -> Series:
        return added(self.product_margin, self.project_margin, self.managed_margin)


def monthly_churn(share: Fixed, months: int = 12) -> Fixed:
    """The monthly share that takes away `share` of the units in so many months: 1 - (1 - c)^(1/months)."""
    return ONE - root(ONE - share, months)


def forecast_line(line: ProductLine) -> LineForecast:
    """Product and services of one line for 36 months."""
    new = units_of(line.entry)
    active = _active(line, new)
    sold = new if line.pricing is Pricing.ONE_TIME else active
    sales = scaled(sold, line.price)
    margin = scaled(sales, line.margin)
    is_resale = line.selling is Selling.RESALE
    project_revenue, project_margin, project_hours = _service(line.project, new)
    managed_revenue, managed_margin, managed_hours = _service(line.managed, active)
    return LineForecast(
        key=line.key,
        name=line.name,
        new=new,
        active=active,
        sales=sales,
        bookings=less(sales, margin) if is_resale else sales,
        revenue=sales if is_resale else margin,
        product_margin=margin,
        project_revenue=project_revenue,
        project_margin=project_margin,
        managed_revenue=managed_revenue,
        managed_margin=managed_margin,
        hours=added(project_hours, managed_hours),
    )


def _active(line: ProductLine, new: Series) -> Series:
    """Churn takes from the units at the start of a month, so that none leaves in the month in which it came."""
    active, stay, months = line.opening, ONE - line.churn, []
    for units in new:
        active = times(active, stay) + units
        months.append(active)
    return tuple(months)


def _service(service: Service, units: Series) -> tuple[Series, Series, Series]:
    """Revenue, margin and hours of a service for the units that it is sold with."""
    served = scaled(units, service.attach)
    revenue, hours = scaled(served, service.fee), scaled(served, service.hours)
    if service.costing is Costing.HOURS:
        return revenue, less(revenue, scaled(hours, service.rate)), hours
    return revenue, scaled(revenue, service.margin), hours
