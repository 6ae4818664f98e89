"""Partners with a rhythm, for the tests of alerts."""

from datetime import date, timedelta
from decimal import Decimal

from partners.models import Partner
from sales.models import Booking
from sales.operations.monthly import refresh_after_bookings
from tests.cast import NOW, TODAY, Cast


def order(partner: Partner, day: date, amount: int = 1000) -> None:
    """One order of one line."""
    number = f"{partner.external_id}-{day:%y%m%d}"
    Booking.objects.create(partner=partner, order_number=number, booked_date=day, amount=Decimal(amount))


def order_every(partner: Partner, gap: int, *, last: date, count: int = 6) -> None:
    """Orders of 1,000, `gap` days apart, the last one on `last`."""
    for number in range(count):
        order(partner, last - timedelta(days=gap * number))


def quiet_polaris(cast: Cast) -> None:
    """Polaris orders every 30 days and has not for 50; Orion ordered yesterday. Needs the tenant's scope."""
    order_every(cast.polaris, 30, last=TODAY - timedelta(days=51))
    order_every(cast.orion, 10, last=TODAY - timedelta(days=1), count=12)
    refresh_after_bookings(partner_ids=None, at=NOW)
