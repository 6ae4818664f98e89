"""The worked example of docs/calculations/overview.md as rows: Bob has Polaris and Vega, Dana has Orion."""

from datetime import date, timedelta
from decimal import Decimal

from partners.models import Partner
from prm.people.models import Membership
from sales.models import Booking
from sales.operations.monthly import refresh_after_bookings
from scorecards.models import Target
from scorecards.operations.standings import refresh_standings
from tests.cast import NOW, TODAY, Cast

YEAR_TO_DATE = (date(2026, 1, 1), TODAY)


def book(partner: Partner, day: date, amount: int | str, *, sold_by: Membership | None = None) -> Booking:
    """One order of one line."""
    number = f"{partner.external_id}-{Booking.objects.count()}"
    return Booking.objects.create(
        partner=partner, order_number=number, booked_date=day, amount=Decimal(amount), sold_by=sold_by
    )


def worked_example(cast: Cast) -> None:
    """Write it, and a target for the days up to today, so that all of it is due. Needs the tenant's scope."""
    Partner.objects.filter(pk=cast.polaris.pk).update(region="North", type="MSP")
    Partner.objects.filter(pk=cast.orion.pk).update(region="South & East", type="MSP")
    for partner, booked, prior in ((cast.polaris, 90, 80), (cast.vega, 30, 10), (cast.orion, 40, 50)):
        book(partner, TODAY, booked)
        book(partner, TODAY - timedelta(days=365), prior)
    for partner, amount in ((cast.polaris, 100), (cast.orion, 50)):
        Target.objects.create(
            partner=partner, start_date=YEAR_TO_DATE[0], end_date=YEAR_TO_DATE[1], amount=Decimal(amount)
        )
    refresh_after_bookings(partner_ids=None, at=NOW)
    refresh_standings(partner_ids=None, at=NOW)
