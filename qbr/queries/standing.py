"""Gather what a review tells of deals, certificates and tiers: the figures of the scorecard and of the programmes."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from partners.models import Partner
from prm.tenancy.models import Tenant
from programs.queries.standing import ProgramStanding, standings_of
from qbr.calculations.standing import MOST_DEALS, OpenDeal, Standing, TierStand, deals_of
from sales.calculations.deals import DealFact
from sales.queries.deals import deals_in_reach
from scorecards.calculations.scorecard import Scorecard


def standing_of(partner: Partner, card: Scorecard, *, tenant: Tenant, as_of: date) -> Standing:
    """Pipeline and certificates out of the partner's scorecard, its tiers by the rules in force on the day."""
    return Standing(
        deals=deals_of(card, _largest(card.open.counted)),
        training=card.measures.training,
        tiers=tuple(_tier(each) for each in standings_of(partner, tenant=tenant, as_of=as_of, today=as_of)),
    )


def _largest(counted: Iterable[DealFact]) -> list[OpenDeal]:
    """The largest deals of the pipeline with their names. One query."""
    facts = sorted(counted, key=lambda deal: (-deal.amount, deal.id))[:MOST_DEALS]
    named = _named([deal.id for deal in facts]) if facts else {}
    return [named[deal.id] for deal in facts]


def _named(ids: list[UUID]) -> dict[UUID, OpenDeal]:
    return {
        deal.pk: OpenDeal(
            deal.name,
            deal.customer.name if deal.customer else "",
            deal.stage.name,
            deal.amount,
            deal.expected_close_date,
        )
        for deal in deals_in_reach().filter(pk__in=ids)
    }


def _tier(stands: ProgramStanding) -> TierStand:
    target = stands.target
    return TierStand(
        program=stands.program.name,
        level=stands.level.name if stands.level else "",
        target=target.name if target else "",
        to_keep=stands.to_keep,
        percent=stands.percent,
        gaps=target.gaps if target else (),
    )
