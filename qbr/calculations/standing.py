"""What a review tells beyond bookings: pipeline and deals, certificates, and tiers.

Never the vendor's own judgement (probabilities, next steps, why deals were lost): partners read their own reviews.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from scorecards.calculations.diagnostics import DealDiagnostics
from scorecards.calculations.pipeline import OpenPipeline, Pipeline
from scorecards.calculations.scorecard import Scorecard
from scorecards.calculations.training import Training

ZERO = Decimal(0)
MOST_DEALS = 8


@dataclass(frozen=True, slots=True)
class OpenDeal:
    """An open deal as its partner knows it."""

    name: str
    customer: str
    stage: str
    amount: Decimal
    expected_close_date: date | None


@dataclass(frozen=True, slots=True)
class Deals:
    """The pipeline as the scorecard measured it, without its deals and weights; `count` deals make it up.

    `largest` are its largest deals, `stale_count` those that should be closed by now.
    """

    pipeline: Pipeline
    count: int
    diagnostics: DealDiagnostics
    stale_count: int
    stale_amount: Decimal
    largest: tuple[OpenDeal, ...]


@dataclass(frozen=True, slots=True)
class TierStand:
    """A level in a programme. `target` is the level worked for (its own where `to_keep`), empty at the top; `gaps` say
    what is missing to it, `percent` how far it is reached."""

    program: str
    level: str
    target: str
    to_keep: bool
    percent: int
    gaps: tuple[str, ...]


@dataclass(frozen=True)
class Standing:
    """`deals` is None where the tenant keeps no deals, `tiers` empty where it has no programme."""

    deals: Deals | None
    training: Training
    tiers: tuple[TierStand, ...] = ()


def deals_of(card: Scorecard, largest: Collection[OpenDeal]) -> Deals | None:
    """The part of a scorecard that a review tells of deals."""
    if card.diagnostics is None:
        return None
    found = card.open
    return Deals(
        pipeline=replace(card.measures.pipeline, open=OpenPipeline(found.amount, ZERO)),
        count=len(found.counted),
        diagnostics=replace(card.diagnostics, lost_reasons=()),
        stale_count=len(found.stale),
        stale_amount=sum((deal.amount for deal in found.stale), ZERO),
        largest=tuple(largest),
    )
