"""Programmes and records for the tests of this folder."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from partners.models import Partner
from programs.calculations.rules_json import from_json, to_json
from programs.models import Program, ProgramVersion
from sales.models import Booking, DataCoverage

NOW = datetime(2026, 6, 15, 9, 0, tzinfo=UTC)
TODAY = NOW.date()


def ladder(silver: int = 1_000, gold: int = 5_000) -> dict[str, Any]:
    """Registered asks for nothing, Silver and Gold for bookings of twelve months."""
    rules = from_json(
        {
            "levels": [
                {"key": "registered", "name": "Registered"},
                {"key": "silver", "name": "Silver", "benefits": "Discount 5%."},
                {"key": "gold", "name": "Gold", "benefits": "Discount 10%.\nMarketing funds."},
            ],
            "tracks": [
                {
                    "key": "main",
                    "name": "Main",
                    "sets": [
                        {
                            "rows": [
                                {
                                    "metric": "bookings",
                                    "window": "trailing_12",
                                    "operator": "at_least",
                                    "thresholds": {"silver": silver, "gold": gold},
                                }
                            ]
                        }
                    ],
                }
            ],
        }
    )
    return to_json(rules)


def make_program(
    name: str = "Partner Programme",
    *,
    document: Mapping[str, Any] | None = None,
    since: date = date(2025, 1, 1),
    **more: Any,
) -> Program:
    """A programme in the tenant in scope that sets tiers, with one published version."""
    program = Program.objects.create(name=name, created_at=NOW, **{"sets_tier": True, **more})
    ProgramVersion.objects.create(
        program=program,
        number=1,
        is_draft=False,
        effective_date=since,
        published_at=NOW,
        document=document or ladder(),
        changed_at=NOW,
    )
    return program


def book(partner: Partner, amount: int, day: date = date(2026, 3, 1)) -> Booking:
    """One order of the partner; makes bookings known up to today."""
    DataCoverage.objects.get_or_create(
        defaults={"first_date": date(2024, 1, 1), "until_date": TODAY, "refreshed_at": NOW}
    )
    return Booking.objects.create(
        partner=partner, order_number=str(uuid4()), booked_date=day, amount=Decimal(amount), cost=Decimal(0)
    )


def set_tier(partner: Partner, tier: str) -> None:
    """Give the partner a tier as an import would."""
    partner.tier = tier
    partner.save()
