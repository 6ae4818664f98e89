"""Life stages: what the rules suggest, and how partners came to where they are."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Min, QuerySet

from enablement.queries.facts import certificate_facts, task_facts
from partners.enums import LifeStage
from partners.models import Partner
from prm.kernel.fiscal import add_months
from programs.calculations.funnel import Journey
from programs.calculations.stages import StageFacts, Suggestion, suggest
from programs.models import StageChange
from sales.calculations.deals import DealFact
from sales.enums import Outcome
from sales.models import Booking, DataCoverage
from sales.queries.bookings import coverage, orders
from sales.queries.deals import deal_facts
from scorecards.calculations.rhythm import measure_rhythm
from scorecards.calculations.training import is_valid

# Orders further back tell nothing of the rhythm of today.
MONTHS_BACK = 36


@dataclass(frozen=True)
class StageRow:
    """A partner with its stage, since when, and what the rules suggest."""

    partner: Partner
    stage: LifeStage
    since_date: date | None
    suggestion: Suggestion

    @property
    def differs(self) -> bool:
        """True when the rules see the partner elsewhere."""
        return self.suggestion.stage is not self.stage


def stage_rows(partners: Collection[Partner], *, as_of: date) -> list[StageRow]:
    """Each partner's stage beside what the rules suggest. A fixed number of queries."""
    suggested = suggestions(partners, as_of=as_of)
    since = _since(partners)
    return [StageRow(partner, partner.stage, since.get(partner.pk), suggested[partner.pk]) for partner in partners]


def suggestions(partners: Collection[Partner], *, as_of: date) -> dict[UUID, Suggestion]:
    """What the rules say of each partner as of a day. A fixed number of queries."""
    ids = [partner.pk for partner in partners]
    certificates, tasks, deals = (
        certificate_facts(partner_ids=ids),
        task_facts(partner_ids=ids),
        deal_facts(partner_ids=ids),
    )
    ordered: dict[UUID, list[date]] = defaultdict(list)
    for row in orders(since=add_months(as_of, -MONTHS_BACK), until=as_of, partner_ids=ids):
        ordered[row["partner_id"]].append(row["booked_date"])
    gap = coverage().median_gap_days
    return {
        partner.pk: suggest(
            StageFacts(
                as_of=as_of,
                joined_date=partner.joined_date,
                tasks=tasks.get(partner.pk, ()),
                certificates=sum(is_valid(each, as_of) for each in certificates.get(partner.pk, ())),
                registered_dates=_registered(deals.get(partner.pk, ())),
                won_dates=_won(deals.get(partner.pk, ())),
                rhythm=measure_rhythm(ordered[partner.pk], as_of=as_of, cohort_gap=gap),
            )
        )
        for partner in partners
    }


def stage_history(partner: Partner) -> QuerySet[StageChange]:
    """How the partner came to its stage, the latest first."""
    return StageChange.objects.filter(partner=partner).select_related("by").order_by("-changed_at", "-pk")


def journeys(partners: Collection[Partner], *, as_of: date) -> list[Journey]:
    """The ways of partners through their stages. A fixed number of queries."""
    ids = [partner.pk for partner in partners]
    changes: dict[UUID, list[tuple[LifeStage, date]]] = defaultdict(list)
    for each in StageChange.objects.filter(partner__in=ids, changed_date__lte=as_of).order_by("changed_at", "pk"):
        changes[each.partner_id].append((LifeStage(each.to_stage), each.changed_date))
    known = DataCoverage.objects.first()
    first_sales = _first_sales(ids)
    return [
        Journey(
            stages=tuple(changes.get(partner.pk) or [(partner.stage, partner.joined_date or as_of)]),
            joined_date=partner.joined_date,
            first_deal_date=first_sales.get(partner.pk),
            is_timed=known is None or partner.joined_date is None or partner.joined_date >= known.first_date,
        )
        for partner in partners
    ]


def _first_sales(ids: Collection[UUID]) -> dict[UUID, date]:
    """The first order or won deal of each partner."""
    firsts = Booking.objects.filter(partner__in=ids, amount__gt=0).values_list("partner_id").order_by()
    found: dict[UUID, date] = dict(firsts.annotate(first=Min("booked_date")))
    for partner_id, deals in deal_facts(partner_ids=ids).items():
        won = _won(deals)
        if won:
            found[partner_id] = min(*won, found.get(partner_id, date.max), date.max)
    return found


def _registered(deals: Collection[DealFact]) -> tuple[date, ...]:
    return tuple(deal.registered_date for deal in deals if deal.registered_date is not None)


def _won(deals: Collection[DealFact]) -> tuple[date, ...]:
    return tuple(deal.closed_date for deal in deals if deal.outcome is Outcome.WON and deal.closed_date is not None)


def _since(partners: Collection[Partner]) -> dict[UUID, date]:
    """The day of the last change of each partner whose stage still is what it led to."""
    last: dict[UUID, StageChange] = {}
    for change in StageChange.objects.filter(partner__in=[each.pk for each in partners]).order_by("changed_at", "pk"):
        last[change.partner_id] = change
    stages = {partner.pk: partner.life_stage for partner in partners}
    return {pk: change.changed_date for pk, change in last.items() if change.to_stage == stages[pk]}


def partners_in_reach() -> QuerySet[Partner]:
    """All partners in reach, by name."""
    return Partner.objects.order_by("name", "pk")
