"""What a tenant's own records say of each segment: how worksheets begin."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models

from partners.enums import LifeStage
from partners.models import Partner
from planning.calculations.revenue_goals.prefill import History
from planning.calculations.revenue_goals.worksheet import GroupBy
from planning.models import RevenueSegment
from prm.kernel.fiscal import add_months
from sales.enums import LeadStage, Outcome
from sales.models import Campaign, Deal
from sales.queries.leads import lead_facts

# A qualified lead younger than this has not had the time to become an opportunity.
RIPE = timedelta(days=90)
LEAD_MONTHS, YEAR = 24, 12
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Member:
    """A partner as far as segments ask for it."""

    id: UUID
    tier: str
    region: str
    type: str
    is_lapsed: bool


def members() -> list[Member]:
    """Every partner in reach. One query."""
    rows = Partner.objects.order_by("pk").values_list("pk", "tier", "region", "type", "life_stage")
    return [Member(key, tier, region, kind, stage == LifeStage.LAPSED) for key, tier, region, kind, stage in rows]


def of_segment(segment: RevenueSegment, everybody: Iterable[Member]) -> list[Member]:
    """The partners that a segment takes in, lapsed ones too."""
    if segment.group_enum is GroupBy.ALL:
        return list(everybody)
    return [each for each in everybody if getattr(each, segment.group_by) == segment.value]


def histories(segments: Sequence[RevenueSegment], *, as_of: date) -> dict[UUID, History]:
    """What is known of each segment by the end of a day. As many queries for one segment as for ten."""
    everybody = members()
    deals, leads, campaigns = _deals(as_of), _leads(as_of), _campaigns(as_of)
    found = {}
    for segment in segments:
        inside = of_segment(segment, everybody)
        ids = {each.id for each in inside}
        lapsed = sum(each.is_lapsed for each in inside)
        found[segment.pk] = History(
            partners=len(inside) - lapsed,
            left_out=lapsed,
            **_sum(deals, ids),
            **_leads_in(leads, ids),
            campaigns=sum(number for partner, number in campaigns.items() if partner in ids),
        )
    return found


def _deals(as_of: date) -> list[dict[str, Any]]:
    """Qualified deals closed within four quarters, counted by partner and outcome."""
    since = add_months(as_of, -YEAR) + ONE_DAY
    closed = Deal.objects.filter(closed_date__gte=since, closed_date__lte=as_of, stage__is_qualified=True)
    closed = closed.exclude(stage__outcome=Outcome.OPEN).order_by()
    counted = closed.values("partner_id", "stage__outcome")
    return [dict(row) for row in counted.annotate(number=models.Count("pk"), total=models.Sum("amount"))]


def _sum(deals: list[dict[str, Any]], ids: set[UUID]) -> dict[str, Any]:
    inside = [row for row in deals if row["partner_id"] in ids]
    won = [row for row in inside if row["stage__outcome"] == Outcome.WON]
    return {
        "closed": sum(row["number"] for row in inside),
        "won": sum(row["number"] for row in won),
        "won_amount": sum((row["total"] for row in won), Decimal(0)),
    }


@dataclass(frozen=True, slots=True)
class _Lead:
    """A lead as its segment's history asks: whose, whether it is of these twelve months, and how far it came."""

    partner_id: UUID | None
    is_recent: bool
    is_ripe: bool
    is_opportunity: bool


def _leads(as_of: date) -> list[_Lead]:
    """Leads that came in within two years. `is_ripe` ones were qualified, and came in long enough ago to have moved."""
    since, year = add_months(as_of, -LEAD_MONTHS), add_months(as_of, -YEAR)
    return [
        _Lead(
            partner_id=fact.partner_id,
            is_recent=fact.entered_date > year,
            is_ripe=fact.entered_date <= as_of - RIPE and fact.is_mgo_on(as_of),
            is_opportunity=fact.has_reached(LeadStage.SQL, as_of),
        )
        for fact in lead_facts()
        if since < fact.entered_date <= as_of
    ]


def _leads_in(leads: list[_Lead], ids: set[UUID]) -> dict[str, Any]:
    inside = [lead for lead in leads if lead.partner_id in ids]
    ripe = [lead for lead in inside if lead.is_ripe]
    return {
        "engaged": len({lead.partner_id for lead in inside if lead.is_recent}),
        "leads": len(ripe),
        "opportunities": sum(lead.is_opportunity for lead in ripe),
    }


def _campaigns(as_of: date) -> dict[UUID, int]:
    """How many campaigns each partner began within twelve months."""
    since = add_months(as_of, -YEAR) + ONE_DAY
    rows = Campaign.objects.filter(start_date__range=(since, as_of), partner__isnull=False).order_by()
    return dict(rows.values_list("partner_id").annotate(models.Count("pk")))
