"""Leads as facts for figures, and what came of campaigns."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models

from sales.calculations.attribution import CampaignResult, SourcedDeal, attribute
from sales.calculations.leads import LeadFact, reached_dates
from sales.enums import LeadStage
from sales.models import Deal, Lead, LeadMove
from sales.queries.deals import fact_of

WINDOW_DAYS = 180

type _Names = dict[tuple[UUID, str], UUID]


def lead_facts(
    *, partner_ids: Collection[UUID] | None = None, campaign_ids: Collection[UUID] | None = None
) -> tuple[LeadFact, ...]:
    """The leads of these partners and campaigns, or of all in reach, in the order of their ids. Two queries."""
    leads = Lead.objects.all()
    if partner_ids is not None:
        leads = leads.filter(partner_id__in=partner_ids)
    if campaign_ids is not None:
        leads = leads.filter(campaign_id__in=campaign_ids)
    return tuple(fact for fact, _ in _named_facts(leads))


def facts_of(leads: "models.QuerySet[Lead]") -> tuple[LeadFact, ...]:
    """These leads as facts, whatever narrows them. Two queries."""
    return tuple(fact for fact, _ in _named_facts(leads))


def campaign_results(
    *, campaign_ids: Collection[UUID], as_of: date, window_days: int = WINDOW_DAYS
) -> dict[UUID, CampaignResult]:
    """What came of these campaigns by the end of the day, hard and soft; three queries, whatever their number.

    A lead of a company that no deal named when it came in counts for the customer of the same partner and name.
    `window_days` is the tenant's `attribution_days`.
    """
    return campaign_results_by_day(campaign_ids=campaign_ids, days=[as_of], window_days=window_days)[as_of]


def campaign_results_by_day(
    *, campaign_ids: Collection[UUID], days: Collection[date], window_days: int = WINDOW_DAYS
) -> dict[date, dict[UUID, CampaignResult]]:
    """The same as it stood at the end of several days; still three queries."""
    partners = _partners_of(campaign_ids)
    deals, customers = _sourced_deals(partners)
    leads = _named_facts(Lead.objects.filter(partner_id__in=partners))
    known = [_with_customer(fact, name, customers) for fact, name in leads]
    return {
        day: attribute(campaign_ids=campaign_ids, leads=known, deals=deals, window_days=window_days, as_of=day)
        for day in days
    }


def _named_facts(leads: "models.QuerySet[Lead]") -> list[tuple[LeadFact, str]]:
    """Each lead with the folded name of its company."""
    plain = leads.order_by("pk")
    moves = _moves(plain)
    rows = plain.values_list(
        "pk",
        "partner_id",
        "campaign_id",
        "customer_id",
        "deal_id",
        "entered_date",
        "entered_stage",
        "normalized_name",
    )
    return [
        (
            LeadFact(
                id=key,
                campaign_id=campaign,
                customer_id=customer,
                deal_id=deal,
                entered_date=entered,
                reached=reached_dates(entered_stage=LeadStage(stage), entered_date=entered, moves=moves[key]),
                partner_id=partner,
            ),
            name,
        )
        for key, partner, campaign, customer, deal, entered, stage, name in rows
    ]


def _moves(leads: "models.QuerySet[Lead]") -> dict[UUID, list[tuple[LeadStage, date]]]:
    """How these leads moved, in the order in which it was written down."""
    found: dict[UUID, list[tuple[LeadStage, date]]] = defaultdict(list)
    moves = LeadMove.objects.filter(lead_id__in=leads.order_by().values("pk")).order_by("recorded_at", "id")
    for lead, stage, day in moves.values_list("lead_id", "to_stage", "moved_date"):
        found[lead].append((LeadStage(stage), day))
    return found


def _partners_of(campaign_ids: Collection[UUID]) -> "models.QuerySet[Any, Any]":
    """The partners whose deals may be credited to these campaigns, as a sub-query."""
    leads = Lead.objects.filter(campaign_id__in=campaign_ids).order_by()
    deals = Deal.objects.filter(campaign_id__in=campaign_ids).order_by()
    return leads.values("partner_id").union(deals.values("partner_id"))


def _sourced_deals(partners: "models.QuerySet[Any, Any]") -> tuple[list[SourcedDeal], _Names]:
    """The deals of these partners, and whom they name: customers by partner and folded name, the oldest first."""
    rows = Deal.objects.filter(partner_id__in=partners).order_by("id")
    found: list[SourcedDeal] = []
    names: _Names = {}
    for deal in rows.select_related("stage", "customer"):
        found.append(SourcedDeal(fact_of(deal), deal.partner_id, deal.customer_id, deal.campaign_id))
        if deal.customer is not None:
            names.setdefault((deal.partner_id, deal.customer.normalized_name), deal.customer.pk)
    return found, names


def _with_customer(lead: LeadFact, name: str, customers: _Names) -> LeadFact:
    if lead.customer_id or lead.partner_id is None:
        return lead
    return replace(lead, customer_id=customers.get((lead.partner_id, name)))
