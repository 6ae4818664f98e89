"""Bookings (sales lines), their monthly sums, and how far they reach."""

from django.db import models

from partners.models import Partner
from prm.people.models import Membership
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel
from sales.models.product import Product


class Booking(TenantModel):
    """One sales line, in the tenant's currency and at the precision it came with. Returns are negative.

    `amount` is what the partner was billed, `cost` what the goods cost; the margin may be negative. `sold_by` is the
    salesperson of the order, which need not be today's CAM.
    """

    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    product = TenantForeignKey(Product, models.DO_NOTHING, null=True, blank=True)
    sold_by = TenantForeignKey(Membership, models.DO_NOTHING, null=True, blank=True)
    order_number = models.CharField(max_length=60)
    line_number = models.PositiveIntegerField(default=1)
    booked_date = models.DateField()
    quantity = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    amount = models.DecimalField(max_digits=20, decimal_places=6)
    cost = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("sales_booking"),
            tenant_fk("sales_booking", "partner"),
            tenant_fk("sales_booking", "product"),
            tenant_fk("sales_booking", "sold_by"),
            models.UniqueConstraint(fields=["tenant", "order_number", "line_number"], name="sales_booking_line"),
        ]
        indexes = [
            models.Index(fields=["tenant", "partner", "booked_date"], name="sales_booking_partner_date"),
            models.Index(fields=["tenant", "booked_date"], name="sales_booking_date"),
        ]

    def __str__(self) -> str:
        return f"{self.order_number}/{self.line_number}"


class PartnerMonth(TenantModel):
    """What a partner booked in a calendar month: sums of its bookings, kept by `refresh_partner_months`.

    `orders` counts distinct order numbers. A month without bookings has no row, which is not missing data.
    """

    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    month = models.DateField()
    amount = models.DecimalField(max_digits=22, decimal_places=6)
    cost = models.DecimalField(max_digits=22, decimal_places=6, null=True)
    orders = models.PositiveIntegerField()
    lines = models.PositiveIntegerField()

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("sales_partnermonth"),
            tenant_fk("sales_partnermonth", "partner", on_delete="CASCADE"),
            models.UniqueConstraint(fields=["tenant", "partner", "month"], name="sales_partnermonth_month"),
        ]
        indexes = [models.Index(fields=["tenant", "month"], name="sales_partnermonth_by_month")]


class DataCoverage(TenantModel):
    """Up to which day the tenant's bookings are known: the as-of date of every figure that names no other.

    One row a tenant, kept by `refresh_after_bookings`. `median_gap_days` is the median of the partners' own median
    gaps between orders, for partners too new to have a rhythm; empty while fewer than five partners have one.
    """

    first_date = models.DateField()
    until_date = models.DateField()
    median_gap_days = models.DecimalField(max_digits=8, decimal_places=1, null=True)
    refreshed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("sales_datacoverage"),
            models.UniqueConstraint(fields=["tenant"], name="sales_datacoverage_one"),
        ]
