"""An objective is set, stands beside what was booked, and the chief finds the plan among all of them."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone
from playwright.sync_api import expect

from planning.models import PlanLine
from prm.tenancy.scope import in_tenant
from sales.models import Booking, Product
from sales.operations.monthly import refresh_after_bookings
from tests.cast import Cast
from tests.journeys.browser import PHONE
from tests.journeys.conftest import Visit
from tests.planning.agreements import make_plan


def test_an_objective_is_set_and_plans_are_told_with_their_bookings(cast: Cast, visit: Visit) -> None:
    now = timezone.now()
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast, year=now.year)
        PlanLine.objects.filter(plan=plan).update(family="Cloud")
        product = Product.objects.create(external_id="c", name="Cloud", family="Cloud")
        day = now.date() - timedelta(days=1)
        Booking.objects.create(
            partner=cast.polaris, product=product, order_number="1", booked_date=day, amount=Decimal(900)
        )
        refresh_after_bookings(partner_ids=None, at=now)
    vendor, chief = visit(cast.bob, width=PHONE), visit(cast.alice)

    page = vendor.open(f"/t/acme/plans/{plan.pk}/objectives/")
    page.get_by_role("link", name="Add an objective").first.click()
    page.get_by_label("Name").fill("Cloud bookings")
    page.get_by_label("Target of the year").fill("4,000")
    assert (vendor.axe(), vendor.overflow()) == ([], 0)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("rowheader", name="Cloud bookings")).to_be_visible()
    assert (vendor.axe(), vendor.overflow()) == ([], 0)
    vendor.open(f"/t/acme/plans/{plan.pk}/actuals/")
    assert (vendor.axe(), vendor.overflow()) == ([], 0)

    page = chief.open(f"/t/acme/overview/plans/?year={now.year}")
    assert chief.axe() == []
    page.get_by_role("link", name="1 in the making, Bob").click()
    expect(page.get_by_role("link", name="Polaris", exact=True)).to_be_visible()
    assert chief.axe() == []
