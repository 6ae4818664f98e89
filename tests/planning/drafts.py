"""Plans for tests of their editing."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from partners.models import Partner
from planning.models import BusinessPlan
from planning.operations.plans.fields import Saved, save_field
from planning.operations.plans.starting import start_plan
from planning.operations.plans.values import PlanRow
from prm.people.models import Membership
from prm.tenancy.scope import tenant_scope
from sales.models import Booking, DataCoverage, Product
from tests.cast import NOW


@contextmanager
def acting(member: Membership) -> Iterator[None]:
    """In the reach of a member, within a transaction, as a request is."""
    from django.db import transaction

    with tenant_scope(member.scope()), transaction.atomic():
        yield


def book_year(
    partner: Partner, family: str, *, months: range = range(1, 13), units: int = 10, paid: int = 8000
) -> None:
    """The same booking in months of 2025; bookings are known until the end of that year. Call within the tenant."""
    product, _ = Product.objects.get_or_create(external_id=family, defaults={"name": family, "family": family})
    for month in months:
        Booking.objects.create(
            partner=partner,
            product=product,
            order_number=f"{partner.name}-{family}-{month}",
            booked_date=date(2025, month, 10),
            quantity=units,
            amount=paid,
        )
    DataCoverage.objects.get_or_create(
        defaults={"first_date": date(2025, 1, 1), "until_date": date(2025, 12, 31), "refreshed_at": NOW}
    )


def draft(partner: Partner, by: Membership, *, year: int = 2026, **more: Any) -> BusinessPlan:
    """A plan started by a member."""
    with acting(by):
        return start_plan(partner=partner, fiscal_year=year, by=by, at=NOW, **more)


def typed(
    plan: BusinessPlan, row: PlanRow, field: str, text: str, *, by: Membership, revision: int | None = None
) -> Saved:
    """Type into a field as a member."""
    with acting(by):
        return save_field(plan=plan, row=row, field=field, text=text, revision=revision, by=by, at=NOW)
