"""Who sold to whom, and from when to when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from sales.models import Booking

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SellerPeriod:
    """Days on which a partner's orders were one salesperson's; the last period of a partner has no end."""

    partner_number: str
    seller_number: str
    start_date: date
    end_date: date | None


def seller_periods() -> list[SellerPeriod]:
    """Periods of every partner by the salesperson of its orders, oldest first.

    A period begins with the first order of a salesperson and lasts until the day before the first order of the next;
    the salesperson of the last order keeps the partner. Of two orders on one day the higher order number counts.
    Bookings without a salesperson, and partners or salespeople without a number, are left out.
    """
    rows = (
        Booking.objects.filter(sold_by__isnull=False)
        .exclude(partner__external_id="")
        .exclude(sold_by__external_id="")
        .order_by("partner__external_id", "booked_date", "order_number", "line_number")
        .values_list("partner__external_id", "booked_date", "sold_by__external_id")
        .iterator(chunk_size=10_000)
    )
    return [period for partner, orders in groupby(rows, key=lambda row: row[0]) for period in _periods(partner, orders)]


def _periods(partner: str, orders: Iterator[tuple[str, date, str]]) -> Iterator[SellerPeriod]:
    seller_on = {day: seller for _, day, seller in orders}
    starts = [next(days) for _, days in groupby(seller_on.items(), key=lambda item: item[1])]
    ends = [*(following - DAY for following, _ in starts[1:]), None]
    for (start, seller), end in zip(starts, ends, strict=True):
        yield SellerPeriod(partner, seller, start, end)
