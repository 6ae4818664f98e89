"""What files can bring about sales: products, sales lines, customers, campaigns, leads and deals."""

from prm.imports.targets import register_derived, register_target
from sales.imports.bookings import BOOKINGS, PRODUCTS
from sales.imports.campaigns import CAMPAIGNS
from sales.imports.customers import CUSTOMERS
from sales.imports.deals import DEALS
from sales.imports.leads import LEADS
from sales.models import DealMove, LeadMove, PartnerMonth


def register() -> None:
    """Offer the targets to the import pages and commands."""
    for target in (PRODUCTS, BOOKINGS, CUSTOMERS, CAMPAIGNS, DEALS, LEADS):
        register_target(target)
    for derived in (PartnerMonth, DealMove, LeadMove):
        register_derived(derived)
