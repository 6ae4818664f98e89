"""Gather the facts of many partners' scorecards with the queries of one, and measure them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import batched
from uuid import UUID

from enablement.queries.facts import certificate_facts, requirement_facts, task_facts
from partners.models import Partner
from partners.queries.named import Run, rows_of
from prm.kernel.fiscal import Period, add_months
from prm.tenancy.models import Tenant
from sales.calculations.deals import DealFact
from sales.enums import Outcome
from sales.queries.bookings import Coverage
from sales.queries.deals import deal_facts
from scorecards.calculations.facts import ScorecardInput
from scorecards.calculations.readings import trailing_year
from scorecards.calculations.scorecard import Scorecard, Standpoint, measure_scorecard, measure_standpoint
from scorecards.models import DealSizeTarget
from scorecards.queries.lost_reasons import lost_reasons
from scorecards.queries.metrics import active_metrics, entered_values, manual_metrics
from scorecards.queries.performance import calendar_of, performance_inputs
from scorecards.queries.rules import cohort, rules_of, settings_of_tenant

# Beyond this many partners facts are gathered in several goes, so that no process ever holds all of them.
AT_ONCE = 2000


def scorecard_of(partner: Partner, *, tenant: Tenant, as_of: date, known: Coverage | None = None) -> Scorecard:
    """The scorecard of one partner as of a day, with as many queries whatever the partner's size.

    `known` saves a query to whoever has asked for the tenant's `coverage()`.
    """
    data = inputs_of([partner], tenant=tenant, as_of=as_of, known=known)(partner)
    period = trailing_year(as_of)
    if any(_was_lost(deal, period) for deal in data.deals or ()):
        data = replace(data, lost_reasons=lost_reasons(partner, period))
    return measure_scorecard(data)


def scorecards_of(partners: Iterable[Partner], *, tenant: Tenant, as_of: date) -> dict[UUID, Scorecard]:
    """The scorecards of many partners, by id, with the queries of one."""
    wanted = list(partners)
    inputs = inputs_of(wanted, tenant=tenant, as_of=as_of)
    return {partner.pk: measure_scorecard(inputs(partner)) for partner in wanted}


def standpoints_of(
    partners: Iterable[Partner],
    *,
    tenant: Tenant,
    as_of: date,
    known: Coverage | None = None,
    are_all: bool = False,
    at_once: int = AT_ONCE,
) -> Iterator[tuple[UUID, Standpoint]]:
    """Where many partners stand, without quarters and earlier years; in goes of `at_once` partners.

    `are_all` says that these are all partners in reach: then each go is named to the database by its first and last id,
    since two thousand ids in each of six queries cost about as much again as the queries do.
    """
    wanted = sorted(partners, key=lambda partner: partner.pk) if are_all else partners
    for batch in batched(wanted, at_once):
        inputs = inputs_of(batch, tenant=tenant, as_of=as_of, known=known, is_run=are_all)
        for partner in batch:
            yield partner.pk, measure_standpoint(inputs(partner))


def inputs_of(
    partners: Sequence[Partner],
    *,
    tenant: Tenant,
    as_of: date,
    known: Coverage | None = None,
    is_run: bool = False,
) -> Callable[[Partner], ScorecardInput]:
    """What each of these partners' scorecards is calculated from. Twelve queries at most.

    `is_run` says that they are sorted by id, and that nobody else in reach has an id in between.
    """
    ids = Run(partners[0].pk, partners[-1].pk) if is_run else [partner.pk for partner in partners]
    deals_together = cohort()
    rules = rules_of(tenant, settings_of_tenant(), deals_together)
    performance = performance_inputs(tenant=tenant, as_of=as_of, partner_ids=ids, known=known)
    deals = deal_facts(partner_ids=ids)
    certificates, tasks, asked = certificate_facts(partner_ids=ids), task_facts(partner_ids=ids), requirement_facts()
    targets = dict(rows_of(DealSizeTarget.objects.all(), ids).values_list("partner_id", "amount"))
    metrics = list(active_metrics())
    entered = entered_values(since=_earliest(tenant, as_of), until=as_of, partner_ids=ids) if metrics else {}

    def of(partner: Partner) -> ScorecardInput:
        key = partner.pk
        return ScorecardInput(
            performance=performance(key),
            rules=rules,
            life_stage=partner.life_stage,
            deals=deals.get(key, ()) if deals_together or deals else None,
            requirements=(*asked.get("", ()), *(asked.get(partner.tier, ()) if partner.tier else ())),
            certificates=certificates.get(key, ()),
            tasks=tasks.get(key, ()),
            manual=manual_metrics(metrics, entered.get(key, {})),
            deal_size_target=targets.get(key),
        )

    return of


def _was_lost(deal: DealFact, period: Period) -> bool:
    return deal.outcome is Outcome.LOST and deal.closed_within(period.start_date, period.end_date)


def _earliest(tenant: Tenant, as_of: date) -> date:
    """From when entered values count: this fiscal year's quarters, and the last twelve months."""
    calendar = calendar_of(tenant)
    return min(calendar.year(calendar.year_of(as_of)).start_date, add_months(as_of, -12) - timedelta(days=1))
