"""Products, bookings, customers, campaigns, leads and deals."""

from sales.models.booking import Booking, DataCoverage, PartnerMonth
from sales.models.campaign import Campaign
from sales.models.customer import Customer
from sales.models.deal import Deal, DealMove, DealStage
from sales.models.handover import LeadHandover
from sales.models.lead import Lead, LeadMove
from sales.models.product import Product

__all__ = [
    "Booking",
    "Campaign",
    "Customer",
    "DataCoverage",
    "Deal",
    "DealMove",
    "DealStage",
    "Lead",
    "LeadHandover",
    "LeadMove",
    "PartnerMonth",
    "Product",
]
