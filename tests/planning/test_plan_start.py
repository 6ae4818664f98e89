"""A first draft at once: of bookings, of a template, of another plan."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from planning.enums import CostSharing, EntryMode, RowKind
from planning.models import BusinessPlan, PlanCost, PlanLine, PlanMoney, PlanOutcome, PlanPerson, PlanScenario
from planning.operations.plan_checks import YearBeforePartner
from planning.operations.plans import CurrencyChanged, start_plan
from prm.tenancy.models import Tenant
from prm.tenancy.scope import in_tenant
from sales.models import Booking, DataCoverage, Product
from tests.cast import NOW, Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def book(partner, family: str, day: date, quantity: int, amount: int) -> None:
    product, _ = Product.objects.get_or_create(external_id=family, defaults={"name": family, "family": family})
    count = Booking.objects.count()
    Booking.objects.create(
        partner=partner,
        product=product,
        order_number=f"O-{count}",
        booked_date=day,
        quantity=quantity,
        amount=amount,
    )


def test_last_years_bookings_are_the_lines_of_a_first_draft(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        for month in range(1, 13):
            day = date(2025, month, 10)
            book(cast.polaris, "Bikes", day, 10, 8000)
        book(cast.polaris, "Helmets", date(2025, 3, 5), 4, 80)
        DataCoverage.objects.create(first_date=date(2025, 1, 1), until_date=date(2025, 12, 31), refreshed_at=NOW)
        plan = start_plan(partner=cast.polaris, fiscal_year=2026, by=cast.bob, at=NOW)
        bikes, helmets = PlanLine.objects.filter(plan=plan).order_by("position")
        assert (bikes.name, bikes.family, bikes.entry) == ("Bikes", "Bikes", EntryMode.GROWTH)
        assert bikes.base_units == [Decimal(10)] * 12
        assert bikes.price == Decimal("975.61")
        assert helmets.base_units[2] == 4
        assert "Jan 2025 to Dec 2025" in plan.start_note
        assert PlanScenario.objects.filter(plan=plan).count() == 2
        assert PlanMoney.objects.filter(plan=plan).count() == 1
        assert PlanOutcome.objects.filter(plan=plan).count() == 3
