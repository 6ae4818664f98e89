"""Deals as facts for figures."""

from collections import defaultdict
from collections.abc import Collection
from decimal import Decimal
from uuid import UUID

from sales.calculations.deals import DealFact
from sales.enums import Outcome
from sales.models import Deal


def deal_facts(*, partner_ids: Collection[UUID] | None = None) -> dict[UUID, tuple[DealFact, ...]]:
    """The deals of these partners, or of all in reach, by partner, oldest first. Partners without deals are left out.

    One query, whatever the number of partners.
    """
    deals = Deal.objects.select_related("stage").order_by("id")
    if partner_ids is not None:
        deals = deals.filter(partner_id__in=partner_ids)
    found: dict[UUID, list[DealFact]] = defaultdict(list)
    for deal in deals:
        found[deal.partner_id].append(fact_of(deal))
    return {partner_id: tuple(facts) for partner_id, facts in found.items()}


def fact_of(deal: Deal) -> DealFact:
    """One deal as a fact; its stage must have been fetched with it."""
    own = deal.probability_percent
    percent = deal.stage.probability_percent if own is None or deal.stage.outcome != Outcome.OPEN else own
    return DealFact(
        id=deal.pk,
        amount=deal.amount,
        outcome=deal.stage.outcome_enum,
        is_qualified=deal.stage.is_qualified,
        probability=percent / Decimal(100),
        is_partner_sourced=deal.is_partner_sourced,
        engaged_date=deal.engaged_date,
        registered_date=deal.registered_date,
        expected_close_date=deal.expected_close_date,
        closed_date=deal.closed_date,
    )


def tenant_has_deals() -> bool:
    """Whether any deal is in reach: without one there is no pipeline to judge, which is not a pipeline of zero."""
    return Deal.objects.exists()
