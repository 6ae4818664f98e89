"""Every partner's values of the metrics that peers are compared in, as they stood at the end of a quarter.

For the freezing of peer figures only: with the reach of staff, and never for a partner's eyes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import batched
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from partners.models import Partner
from prm.tenancy.models import Tenant
from sales.queries.deals import deal_facts
from scorecards.calculations.capabilities import CapabilityScore, score
from scorecards.calculations.peer_metrics import (
    WIN_RATE,
    capability_values,
    closed_for_rate,
    has_money_behind,
    performance_values,
    win_rate_percent,
)
from scorecards.calculations.peer_tables import Scored
from scorecards.calculations.peers import everybody, ladder
from scorecards.models import Assessment
from scorecards.queries.answers import latest_answers
from scorecards.queries.capabilities import answers_of_rounds, asked_and_answered
from scorecards.queries.scorecards import standpoints_of

# Partners are scored every quarter or half-year; a score older than this says nothing about today.
OLDEST = timedelta(days=550)
ROUNDS_AT_ONCE = 500

type Values = Mapping[str, Iterable[Scored]]


def values_at(*, tenant: Tenant, as_of: date) -> Values:
    """Of each metric, the partners that have a value at the end of the day `as_of`, with their cohorts.

    Capabilities come from rounds finished by then and not provisional, performance from the scorecard of that day.
    Type, tier and region are those of today.
    """
    partners = {partner.pk: partner for partner in Partner.objects.order_by("pk")}
    found: dict[str, list[Scored]] = defaultdict(list)
    for partner, values in _capabilities(partners, before=_end_of(as_of, tenant)):
        for metric, value in values.items():
            found[metric].append(_scored(partner, value))
    for partner_id, stands in standpoints_of(partners.values(), tenant=tenant, as_of=as_of):
        money = stands.performance.booked_12_months
        for metric, value in performance_values(stands).items():
            weight = money if has_money_behind(metric) else None
            found[metric].append(_scored(partners[partner_id], value, weight))
    found[WIN_RATE] = list(_win_rates(as_of))
    return found


def _win_rates(as_of: date) -> Iterator[Scored]:
    """Each partner's win rate, where it closed enough deals; behind it stands the money that was decided on."""
    for partner_id, deals in deal_facts().items():
        closed = closed_for_rate(deals, as_of)
        rate = win_rate_percent(closed)
        if rate is not None:
            yield Scored(partner_id, everybody(), rate, sum((deal.amount for deal in closed), Decimal(0)))


def _end_of(day: date, tenant: Tenant) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(tenant.time_zone))


def _scored(partner: Partner, value: int, weight: Decimal | None = None) -> Scored:
    return Scored(partner.pk, ladder(partner.type, partner.tier, partner.region), value, weight)


def _capabilities(partners: Mapping[UUID, Partner], *, before: datetime) -> Iterator[tuple[Partner, Mapping[str, int]]]:
    """Each partner's values of each question set, from its last finished round."""
    rounds = list(_last_rounds(before))
    for some in batched(rounds, ROUNDS_AT_ONCE):
        answers = answers_of_rounds(some)
        for each in some:
            each.partner = partners[each.partner_id]
            asked = asked_and_answered(each, answers[each.pk], internal=False)
            result: CapabilityScore = score(asked, latest_answers(answers[each.pk]))
            if not result.is_provisional:
                yield each.partner, capability_values(result, each.version.question_set.key)


def _last_rounds(before: datetime) -> QuerySet[Assessment]:
    finished = Assessment.objects.filter(closed_at__lt=before, closed_at__gte=before - OLDEST, overall__isnull=False)
    last = finished.order_by("partner_id", "question_set_id", "-closed_at", "-pk")
    return last.distinct("partner_id", "question_set_id").select_related("version__question_set")
