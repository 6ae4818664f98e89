"""One partner's deals, sorted for its page."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from partners.models import Partner
from prm.kernel.fiscal import add_months
from sales.calculations.outcomes import WinRate, median_cycle_days, win_rate
from sales.calculations.pipeline import OpenDeals, open_deals
from sales.models import Deal, DealStage
from sales.queries.deals import deals_of, fact_of, stages

YEAR = 12
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class PartnerDeals:
    """A partner's deals as of a day: sums, and the rows behind them. The last twelve months for what was closed."""

    sums: OpenDeals
    rate: WinRate
    median_cycle: Decimal | None
    open: list[Deal]
    stale: list[Deal]
    closed: list[Deal]

    @property
    def is_empty(self) -> bool:
        return not (self.open or self.stale or self.closed)


def partner_deals(partner: Partner, *, as_of: date) -> PartnerDeals:
    """All of it in two queries."""
    rows = [(deal, fact_of(deal)) for deal in deals_of(partner)]
    facts = [fact for _, fact in rows]
    since = add_months(as_of, -YEAR) + ONE_DAY
    return PartnerDeals(
        sums=open_deals([(deal.stage_id, fact) for deal, fact in rows], stages=_open_stages(stages()), as_of=as_of),
        rate=win_rate(facts, start=since, end=as_of),
        median_cycle=median_cycle_days(facts, start=since, end=as_of),
        open=[deal for deal, fact in rows if fact.is_open_on(as_of) and not fact.is_stale_on(as_of)],
        stale=[deal for deal, fact in rows if fact.is_stale_on(as_of)],
        closed=_latest_first([deal for deal, fact in rows if fact.outcome_on(as_of).is_closed]),
    )


def _open_stages(found: list[DealStage]) -> list[tuple[UUID, str, bool]]:
    return [(each.pk, each.name, each.is_qualified) for each in found if not each.outcome_enum.is_closed]


def _latest_first(deals: list[Deal]) -> list[Deal]:
    return sorted(deals, key=lambda deal: (deal.closed_date or date.min, deal.pk), reverse=True)
