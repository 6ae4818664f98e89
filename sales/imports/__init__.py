"""What files can bring about sales: products, sales lines, customers and deals."""

from prm.imports.targets import register_derived, register_target
from sales.imports.bookings import BOOKINGS, PRODUCTS
from sales.imports.customers import CUSTOMERS
from sales.imports.deals import DEALS
from sales.models import DealMove, PartnerMonth


def register() -> None:
    """Offer the targets to the import pages and commands."""
    for target in (PRODUCTS, BOOKINGS, CUSTOMERS, DEALS):
        register_target(target)
    register_derived(PartnerMonth)
    register_derived(DealMove)
