"""What there is in a fiscal year by quarter and partner: leads, won deals, and what plans promise."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from planning.calculations.marketing.forecast import TacticForecast, total
from planning.enums import Case
from planning.queries.marketing.plans import Promise, promises
from prm.kernel.fiscal import Period
from sales.calculations.leads import LeadFact
from sales.enums import LeadStage, Outcome
from sales.models import Deal, Lead
from sales.queries.leads import lead_facts

ZERO, ONE = Decimal(0), Decimal(1)
_QUALIFIED = (LeadStage.MQL, LeadStage.SAL, LeadStage.SQL, LeadStage.WON)


@dataclass(frozen=True, slots=True)
class Live:
    """Figures of four quarters up to a day. `sourced` are won deals that came of a lead or name a campaign."""

    mgos: list[Decimal]
    opportunities: list[Decimal]
    sourced: list[Decimal]
    all_won: list[Decimal]


_KINDS = tuple(each.name for each in fields(Live))


class Records:
    """A year of some partners up to the end of a day. Five queries, whatever their number."""

    def __init__(self, quarters: Sequence[Period], *, as_of: date, partner_ids: Collection[UUID]) -> None:
        self.quarters, self.as_of = quarters, as_of
        self._live: dict[tuple[str, UUID | None], list[Decimal]] = defaultdict(lambda: [ZERO] * len(quarters))
        self._promises: dict[tuple[UUID, int], Promise] = {}
        for lead in lead_facts(partner_ids=partner_ids):
            self._count("mgos", lead.partner_id, _qualified_date(lead), ONE)
            self._count("opportunities", lead.partner_id, lead.reached.get(LeadStage.SQL), ONE)
        for partner, day, amount, is_sourced in _won_deals(quarters[0].start_date, as_of, partner_ids):
            self._count("all_won", partner, day, amount)
            self._count("sourced", partner, day, amount if is_sourced else ZERO)
        year = {"start_date": quarters[0].start_date, "end_date": quarters[-1].end_date}
        for promise in promises(**year, partner_ids=partner_ids):
            self._promises[promise.partner_id, self._place(promise.quarter_start_date)] = promise

    def live(self, partner_ids: Collection[UUID]) -> Live:
        """What is there of these partners."""
        return Live(**{kind: self._sum(kind, partner_ids) for kind in _KINDS})

    def planned(self, partner_ids: Collection[UUID], case: Case) -> list[TacticForecast]:
        """What the plans of these partners promise, quarter by quarter."""
        return [
            total(found.cases[case] for key in partner_ids if (found := self._promises.get((key, place))))
            for place in range(len(self.quarters))
        ]

    def _sum(self, kind: str, partner_ids: Collection[UUID]) -> list[Decimal]:
        rows = [self._live[kind, key] for key in partner_ids if (kind, key) in self._live]
        return [sum((row[place] for row in rows), ZERO) for place in range(len(self.quarters))]

    def _count(self, kind: str, partner: UUID | None, day: date | None, amount: Decimal) -> None:
        if day is not None and day <= self.as_of and (place := self._place(day)) >= 0:
            self._live[kind, partner][place] += amount

    def _place(self, day: date) -> int:
        """Which quarter the day lies in; -1 for none of them."""
        return next((place for place, quarter in enumerate(self.quarters) if day in quarter), -1)


def _qualified_date(lead: LeadFact) -> date | None:
    """The day on which it was an MGO first, wherever it came in."""
    return min((lead.reached[stage] for stage in _QUALIFIED if stage in lead.reached), default=None)


def _won_deals(start: date, end: date, partner_ids: Collection[UUID]) -> list[tuple[UUID, date, Decimal, bool]]:
    rows = Deal.objects.filter(stage__outcome=Outcome.WON, closed_date__range=(start, end), partner_id__in=partner_ids)
    sourced = Q(campaign__isnull=False) | Exists(Lead.objects.filter(deal_id=OuterRef("pk")))
    found = (
        rows.order_by().annotate(is_sourced=sourced).values_list("partner_id", "closed_date", "amount", "is_sourced")
    )
    return [(partner, day, amount, is_sourced) for partner, day, amount, is_sourced in found if day is not None]
