"""Deals: as facts for figures, and as rows for pages."""

from collections import defaultdict
from decimal import Decimal
from uuid import UUID

from django.db import models
from django.db.models.functions import Coalesce

from partners.models import Partner
from partners.queries.named import Named, rows_of
from sales.calculations.deals import DealFact
from sales.enums import Outcome
from sales.models import Deal, DealMove, DealStage

# Plain values: instances of both models would cost as much again as the figures made of them.
_FACT = (
    "partner_id",
    "id",
    "amount",
    "probability_percent",
    "is_partner_sourced",
    "engaged_date",
    "registered_date",
    "expected_close_date",
    "closed_date",
    "stage__outcome",
    "stage__is_qualified",
    "stage__probability_percent",
)


def deal_facts(*, partner_ids: Named = None) -> dict[UUID, tuple[DealFact, ...]]:
    """The deals of these partners, or of all in reach, by partner, oldest first. Partners without deals are left out.

    One query, whatever the number of partners.
    """
    deals = rows_of(Deal.objects.order_by("id"), partner_ids)
    found: dict[UUID, list[DealFact]] = defaultdict(list)
    for partner_id, key, amount, own, sourced, engaged, registered, expected, closed, *stage in deals.values_list(
        *_FACT
    ):
        outcome, is_qualified, usual = stage
        fact = DealFact(
            key, amount, *_judged(outcome, is_qualified, usual, own), sourced, engaged, registered, expected, closed
        )
        found[partner_id].append(fact)
    return {partner_id: tuple(facts) for partner_id, facts in found.items()}


def fact_of(deal: Deal) -> DealFact:
    """One deal as a fact; its stage must have been fetched with it."""
    stage = deal.stage
    judged = _judged(stage.outcome, stage.is_qualified, stage.probability_percent, deal.probability_percent)
    return DealFact(
        deal.pk,
        deal.amount,
        *judged,
        deal.is_partner_sourced,
        deal.engaged_date,
        deal.registered_date,
        deal.expected_close_date,
        deal.closed_date,
    )


def _judged(outcome: str, is_qualified: bool, usual: Decimal, own: Decimal | None) -> tuple[Outcome, bool, Decimal]:
    """What the stage says of the deal; its own probability counts while it is open."""
    percent = usual if own is None or outcome != Outcome.OPEN else own
    return Outcome(outcome), is_qualified, percent / 100


def tenant_has_deals() -> bool:
    """Whether any deal is in reach: without one there is no pipeline to judge, which is not a pipeline of zero."""
    return Deal.objects.exists()


def stages() -> list[DealStage]:
    """The tenant's stages in their order."""
    return list(DealStage.objects.order_by("order", "name"))


def deals_of(partner: Partner) -> models.QuerySet[Deal]:
    """A partner's deals with all that stands beside them, the next to close first."""
    return deals_in_reach().filter(partner=partner).order_by("expected_close_date", "name", "id")


def deals_in_reach() -> models.QuerySet[Deal]:
    """Every deal in reach, with partner, customer, product, owner, stage and campaign.

    A campaign that the member does not reach, because it is the vendor's own, comes as None beside its id.
    """
    return Deal.objects.select_related("partner", "customer", "product", "owner", "stage", "campaign")


def moves_of(deal: Deal) -> models.QuerySet[DealMove]:
    """A deal's way through the stages, the latest step first."""
    steps = DealMove.objects.filter(deal=deal).select_related("from_stage", "to_stage", "moved_by")
    return steps.order_by("-recorded_at", "-id")


def stages_with_use() -> models.QuerySet[DealStage]:
    """The stages in their order, each with how many `deals` stand in it."""
    here = Deal.objects.filter(stage=models.OuterRef("pk")).order_by().values("stage")
    counted = here.annotate(number=models.Count("pk")).values("number")
    return DealStage.objects.order_by("order", "name").annotate(
        deals=Coalesce(models.Subquery(counted), 0, output_field=models.IntegerField())
    )
