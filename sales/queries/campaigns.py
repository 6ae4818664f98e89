"""Campaigns within reach."""

from django.db import models

from partners.models import Partner
from sales.models import Campaign


def campaigns_in_reach() -> models.QuerySet[Campaign]:
    """Every campaign in reach with its partner, the latest first."""
    return Campaign.objects.select_related("partner").order_by("-start_date", "name", "id")


def campaigns_for(partner: Partner) -> models.QuerySet[Campaign]:
    """The campaigns that a lead or deal of the partner may name: the partner's own, and the vendor's within reach."""
    return campaigns_in_reach().filter(models.Q(partner=partner) | models.Q(partner=None))
