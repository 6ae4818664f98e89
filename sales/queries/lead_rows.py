"""Leads as rows for pages."""

from django.db import models

from partners.models import Partner
from sales.models import Lead, LeadMove


def leads_in_reach() -> models.QuerySet[Lead]:
    """Every lead in reach, with partner, campaign and deal.

    A campaign that the member does not reach, because it is the vendor's own, comes as None beside its id.
    """
    return Lead.objects.select_related("partner", "campaign", "deal")


def leads_of(partner: Partner) -> models.QuerySet[Lead]:
    """A partner's leads, the latest first."""
    return leads_in_reach().filter(partner=partner).order_by("-entered_date", "-id")


def moves_of_lead(lead: Lead) -> models.QuerySet[LeadMove]:
    """A lead's way through the stages, the latest step first."""
    return LeadMove.objects.filter(lead=lead).select_related("moved_by").order_by("-recorded_at", "-id")
