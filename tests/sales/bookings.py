"""Bookings for tests."""

from datetime import date
from decimal import Decimal
from itertools import count

from partners.models import Partner
from sales.models import Booking
from sales.operations.monthly import refresh_after_bookings
from tests.cast import NOW

_numbers = count(1)


def book(partner: Partner, *lines: tuple[date, int | str], cost: int | str | None = None) -> list[Booking]:
    """One order for each day and amount, and all that follows from them. Call it within the tenant."""
    made = [
        Booking.objects.create(
            partner=partner,
            order_number=f"SO-{next(_numbers)}",
            booked_date=day,
            amount=Decimal(amount),
            cost=None if cost is None else Decimal(cost),
        )
        for day, amount in lines
    ]
    refresh_after_bookings(partner_ids=[partner.pk], at=NOW)
    return made
