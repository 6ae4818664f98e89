"""A revenue goal with two segments, and a study of last quarter's rebate."""

from datetime import datetime
from decimal import Decimal

from planning.models import RevenueSegment, RevenueWorksheet
from planning.operations.rebates import create_study
from planning.operations.revenue_goals.goals import add_segment, change_segment, create_goal
from prm.demo.history import History
from prm.demo.people import People
from prm.demo.vendors.spec import Vendor
from prm.people.models import Membership
from prm.people.permissions import Role

GROWTH = Decimal("1.15")
SOURCED = Decimal(30)
ROUND_TO = Decimal(100_000)
RATE = Decimal("0.02")


def plant_revenue_goals(vendor: Vendor, people: People, history: History, *, at: datetime) -> None:
    """A goal for the running year: the largest tier brings the larger part, all partners the rest."""
    chief = next(member for member in people.values() if member.role_enum is Role.CHIEF)
    goal = create_goal(
        fields={
            "name": "Channel goal",
            "fiscal_year": history.calendar.year_of(history.last),
            "amount": _amount(vendor),
            "sourced_percent": SOURCED,
        },
        as_of=history.last,
        by=chief,
        at=at,
    )
    everybody = RevenueSegment.objects.select_related("goal").get(goal=goal)
    tier = _largest_tier(vendor)
    named = {"name": f"{tier} partners", "share_percent": Decimal(60), "group_by": "tier", "value": tier}
    large = add_segment(goal=goal, fields=named, as_of=history.last, by=chief, at=at)
    rest = {"name": "All partners, smaller deals", "share_percent": Decimal(40)}
    change_segment(segment=everybody, fields=rest, by=chief, at=at)
    RevenueWorksheet.objects.filter(segment=large).update(recipients=1_200, campaigns=6)
    RevenueWorksheet.objects.filter(segment=everybody).update(recipients=600, campaigns=3)
    _rebate(vendor, history, chief, at=at)


def _rebate(vendor: Vendor, history: History, chief: Membership, *, at: datetime) -> None:
    calendar = history.calendar
    quarter = calendar.quarter(calendar.quarter_of(history.last).previous())
    tier = _largest_tier(vendor)
    yearly = sum(spec.yearly for spec in vendor.partners if spec.tier == tier)
    create_study(
        fields={
            "name": f"Growth rebate {quarter.label}",
            "start_date": quarter.start_date,
            "end_date": quarter.end_date,
            "comparison": "last_year",
            "rebates": (Decimal(yearly) * 1_000 / 4 * RATE).quantize(Decimal(100)),
            "participants_by": "tier",
            "participants_value": tier,
            "control_by": "others",
            "note": "List prices went up by 3% in the same quarter.",
        },
        partner_ids=[],
        by=chief,
        at=at,
    )


def _amount(vendor: Vendor) -> Decimal:
    """Last year's bookings and a growth, in round figures."""
    yearly = Decimal(sum(spec.yearly for spec in vendor.partners)) * 1_000
    return (yearly * GROWTH / ROUND_TO).quantize(Decimal(1)) * ROUND_TO


def _largest_tier(vendor: Vendor) -> str:
    """The tier whose partners book most."""
    booked: dict[str, int] = {}
    for spec in vendor.partners:
        booked[spec.tier] = booked.get(spec.tier, 0) + spec.yearly
    return max(booked, key=lambda tier: (booked[tier], tier))
