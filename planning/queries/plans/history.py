"""What a partner bought in the twelve months before a plan, by product family."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Min, Sum
from django.db.models.functions import TruncMonth

from partners.models import Partner
from planning.calculations.plans.start import YEAR, Sold
from prm.kernel.fiscal import add_months, month_of
from sales.models import Booking
from sales.queries.bookings import data_date


@dataclass(frozen=True, slots=True)
class PastYear:
    """The last twelve months whose bookings are known whole, from `start_date`; `known` of them since the first one."""

    start_date: date
    known: int
    sold: tuple[Sold, ...]


def past_year(partner: Partner, *, today: date) -> PastYear:
    """What the partner bought. A year has 0 known months where nothing was ever booked. Three queries."""
    until = _end_of_last_whole_month(data_date(today=today))
    start = add_months(until.replace(day=1), 1 - YEAR)
    first = Booking.objects.filter(partner=partner).aggregate(first=Min("booked_date"))["first"]
    if first is None or first > until:
        return PastYear(start, 0, ())
    months_since = (until.year - first.year) * 12 + until.month - first.month + 1
    return PastYear(start, min(YEAR, months_since), tuple(_sold(partner, start, until)))


def _end_of_last_whole_month(known_until: date) -> date:
    month = month_of(known_until)
    return month.end_date if month.end_date == known_until else month_of(add_months(known_until, -1)).end_date


def _sold(partner: Partner, start: date, until: date) -> list[Sold]:
    rows = (
        Booking.objects.filter(partner=partner, booked_date__range=(start, until))
        .annotate(month=TruncMonth("booked_date"))
        .values("product__family", "month")
        .annotate(units=Sum("quantity"), paid=Sum("amount"), rows=Count("pk"))
        .order_by("product__family", "month")
    )
    return [
        Sold(
            family=row["product__family"] or "",
            place=(row["month"].year - start.year) * 12 + row["month"].month - start.month,
            quantity=row["units"] or Decimal(0),
            amount=row["paid"] or Decimal(0),
            rows=row["rows"],
        )
        for row in rows
    ]
