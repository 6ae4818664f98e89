"""Bookings as rows and as orders."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict
from uuid import UUID

from django.db import models

from partners.models import Partner
from partners.queries.named import Named, rows_of
from prm.kernel.fiscal import Period
from sales.models import Booking, DataCoverage, Product

# In an address: bookings without a product, or of one without a family.
NO_FAMILY = "-"


class OrderRow(TypedDict):
    """One order of a partner: its lines' sums."""

    partner_id: UUID
    booked_date: date
    order_number: str
    total: Decimal
    total_cost: Decimal | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is known about the tenant's bookings as a whole; see `DataCoverage`. Both None where there are none."""

    until_date: date | None = None
    median_gap_days: Decimal | None = None

    def data_date(self, *, today: date) -> date:
        """The day up to which bookings are known, never later than today; today where there are none."""
        return min(self.until_date, today) if self.until_date else today


def coverage() -> Coverage:
    """How far the tenant's bookings reach, and the usual days between two orders. One query."""
    row = DataCoverage.objects.first()
    return Coverage(row.until_date, row.median_gap_days) if row else Coverage()


def data_date(*, today: date) -> date:
    """The day up to which the tenant's bookings are known, never later than today; today where there are none."""
    return coverage().data_date(today=today)


def orders(*, since: date, until: date, partner_ids: Named = None) -> "models.QuerySet[Booking, OrderRow]":
    """The orders booked on these days (both included), by partner and day; None asks for all partners in reach."""
    rows = rows_of(Booking.objects.filter(booked_date__gte=since, booked_date__lte=until), partner_ids)
    return (
        rows.values("partner_id", "booked_date", "order_number")
        .annotate(total=models.Sum("amount"), total_cost=models.Sum("cost"))
        .order_by("partner_id", "booked_date", "order_number")
    )


def bookings_of(partner: Partner, period: Period, *, family: str = "") -> models.QuerySet[Booking]:
    """The lines behind a figure: a partner's bookings of a period, newest first, with their products.

    `family` leaves those of one product family, in any case of its letters, and `NO_FAMILY` those of none.
    """
    lines = Booking.objects.filter(
        partner=partner, booked_date__gte=period.start_date, booked_date__lte=period.end_date
    )
    if family:
        lines = of_family(lines, family)
    return lines.select_related("product").order_by("-booked_date", "order_number", "line_number")


def of_family(lines: models.QuerySet[Booking], family: str) -> models.QuerySet[Booking]:
    """Those of one product family, in any case of its letters; `NO_FAMILY` those of none."""
    if family == NO_FAMILY:
        return lines.filter(models.Q(product=None) | models.Q(product__family=""))
    return lines.filter(product__family__iexact=family)


def families() -> list[str]:
    """The product families there are, by name. One query."""
    named = Product.objects.exclude(family="").order_by("family")
    return list(named.values_list("family", flat=True).distinct())


class Totals(TypedDict):
    """Sums over bookings; `cost` is None where no line has one."""

    amount: Decimal
    cost: Decimal | None
    lines: int
    orders: int


def totals(bookings: models.QuerySet[Booking]) -> Totals:
    """What these bookings add up to."""
    sums: dict[str, Any] = bookings.order_by().aggregate(
        amount=models.Sum("amount", default=Decimal(0)),
        cost=models.Sum("cost"),
        lines=models.Count("pk"),
        orders=models.Count("order_number", distinct=True),
    )
    return Totals(amount=sums["amount"], cost=sums["cost"], lines=sums["lines"], orders=sums["orders"])
