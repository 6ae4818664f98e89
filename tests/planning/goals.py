"""Revenue goals and rebate studies for the tests of this folder."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

from django.urls import reverse

from partners.models import Partner
from planning.models import RebateStudy, RevenueGoal, RevenueSegment, RevenueWorksheet
from planning.operations.rebates import create_study
from planning.operations.revenue_goals.goals import create_goal
from prm.people.models import Membership
from prm.tenancy.scope import in_tenant
from sales.models import Booking
from tests.cast import Cast

AT = datetime(2026, 6, 15, 9, 0, tzinfo=UTC)
AS_OF = AT.date()
WORKSHEET = {
    "partners": "1,000",
    "engaged_percent": "35",
    "campaigns": "2",
    "recipients": "1,800",
    "mgo_percent": "1",
    "opportunity_percent": "20",
    "won_percent": "20",
    "average_deal": "20,000",
}
_order = count(1)


def make_goal(by: Membership, name: str = "Channel goal", **fields: Any) -> RevenueGoal:
    """A goal of 10,080,000 for 2026 whose three worksheets are those of docs/calculations/revenue-goals.md."""
    values = {"name": name, "fiscal_year": 2026, "amount": Decimal(10_080_000)} | fields
    goal = create_goal(fields=values, as_of=AS_OF, by=by, at=AT)
    lines = {field: Decimal(text.replace(",", "")) for field, text in WORKSHEET.items()}
    RevenueWorksheet.objects.filter(segment__goal=goal).update(**lines)
    return goal


def sent(case: str = "base", **changes: str) -> dict[str, str]:
    """The worksheet of one case as the page sends it."""
    return {f"{case}-{field}": text for field, text in (WORKSHEET | changes).items()}


def make_study(by: Membership, *partners: Partner, **fields: Any) -> RebateStudy:
    """A study of April to June 2026 with rebates of 120,000 and a margin of 30 %, for the partners named."""
    values = {
        "name": "Spring rebate",
        "start_date": date(2026, 4, 1),
        "end_date": date(2026, 6, 30),
        "comparison": "last_year",
        "rebates": Decimal(120_000),
        "margin_percent": Decimal(30),
        "participants_by": "listed",
        "control_by": "others",
    }
    return create_study(fields=values | fields, partner_ids=[each.pk for each in partners], by=by, at=AT)


def book(partner: Partner, amount: int | str, day: date, *, cost: int | str | None = None) -> None:
    """One line of an order of its own."""
    Booking.objects.create(
        partner=partner,
        order_number=f"R-{next(_order)}",
        booked_date=day,
        amount=Decimal(amount),
        cost=None if cost is None else Decimal(cost),
    )


def url(name: str, *args: object) -> str:
    """The address of a page of planning of Acme."""
    return reverse(f"planning:{name}", args=["acme", *args])


def segment_of(cast: Cast, goal: RevenueGoal) -> RevenueSegment:
    """The only segment of a goal."""
    with in_tenant(cast.acme.pk):
        return RevenueSegment.objects.select_related("goal").get(goal=goal)
