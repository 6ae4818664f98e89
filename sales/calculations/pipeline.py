"""The open deals of a day, stage by stage."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sales.calculations.deals import DealFact
from sales.calculations.outcomes import amount_of, weighted_amount_of


@dataclass(frozen=True, slots=True)
class StageSum:
    """The deals of one stage: how many, what they add up to, and that times their probability."""

    stage_id: UUID
    name: str
    is_qualified: bool
    count: int
    amount: Decimal
    weighted_amount: Decimal


@dataclass(frozen=True, slots=True)
class OpenDeals:
    """What is open on a day. Stale deals, whose expected day has passed, stand apart and in no stage's sum."""

    stages: tuple[StageSum, ...]
    count: int
    amount: Decimal
    qualified_amount: Decimal
    weighted_amount: Decimal
    stale: tuple[DealFact, ...]

    @property
    def stale_amount(self) -> Decimal:
        return amount_of(self.stale)


def open_deals(
    deals: Iterable[tuple[UUID, DealFact]], *, stages: Sequence[tuple[UUID, str, bool]], as_of: date
) -> OpenDeals:
    """Sum what is open by stage. `deals` come with the id of their stage; `stages` are (id, name, qualified) in order.

    A stage without deals stays in the list: an empty step of the way is a finding too.
    """
    standing = [(stage, deal) for stage, deal in deals if deal.is_open_on(as_of)]
    current = [(stage, deal) for stage, deal in standing if not deal.is_stale_on(as_of)]
    sums = tuple(_stage_sum(each, [deal for stage, deal in current if stage == each[0]]) for each in stages)
    facts = [deal for _, deal in current]
    return OpenDeals(
        stages=sums,
        count=len(facts),
        amount=amount_of(facts),
        qualified_amount=amount_of(deal for deal in facts if deal.is_qualified),
        weighted_amount=weighted_amount_of(facts),
        stale=tuple(deal for _, deal in standing if deal.is_stale_on(as_of)),
    )


def _stage_sum(stage: tuple[UUID, str, bool], deals: Sequence[DealFact]) -> StageSum:
    stage_id, name, is_qualified = stage
    return StageSum(stage_id, name, is_qualified, len(deals), amount_of(deals), weighted_amount_of(deals))
