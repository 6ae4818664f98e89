"""Products, bookings, customers and deals."""

from sales.models.booking import Booking, DataCoverage, PartnerMonth
from sales.models.customer import Customer
from sales.models.deal import Deal, DealMove, DealStage
from sales.models.product import Product

__all__ = ["Booking", "Customer", "DataCoverage", "Deal", "DealMove", "DealStage", "PartnerMonth", "Product"]
