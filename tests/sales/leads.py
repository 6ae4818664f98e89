"""Leads and campaigns for tests, in the tenant in scope."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from partners.models import Partner
from sales.calculations.customers import normalized_name
from sales.enums import LEAD_WAY, LeadStage
from sales.models import Campaign, Lead, LeadMove
from tests.cast import NOW, TODAY

SOME_DAYS_AGO = TODAY - timedelta(days=30)


def campaign(partner: Partner | None, name: str = "Spring webinar", **fields: Any) -> Campaign:
    """A campaign that began in January."""
    return Campaign.objects.create(partner=partner, name=name, **{"start_date": date(2026, 1, 5)} | fields)


def lead(
    partner: Partner,
    company: str = "Harbour Foods",
    *,
    came: date = SOME_DAYS_AGO,
    came_as: LeadStage = LeadStage.INQUIRY,
    steps: dict[LeadStage, date] | None = None,
    amount: str | None = None,
    **fields: Any,
) -> Lead:
    """A lead with its moves: it came in, and went through `steps` in their order."""
    way = [(came_as, came), *(steps or {}).items()]
    stage, since = way[-1]
    made = Lead.objects.create(
        partner=partner,
        company_name=company,
        normalized_name=normalized_name(company),
        entered_date=came,
        entered_stage=came_as,
        stage=stage,
        stage_date=since,
        amount=None if amount is None else Decimal(amount),
        **fields,
    )
    before = ""
    for to, day in way:
        LeadMove.objects.create(
            lead=made, partner=partner, from_stage=before, to_stage=to, moved_date=day, recorded_at=NOW
        )
        before = to
    return made


def up_to(stage: LeadStage, *, start: date, days: int = 5) -> dict[LeadStage, date]:
    """Steps from the first stage after inquiry up to this one, `days` apart."""
    way = LEAD_WAY[1 : LEAD_WAY.index(stage) + 1]
    return {each: start + timedelta(days=days * number) for number, each in enumerate(way, 1)}
