"""Partners judged by a version of a programme."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from partners.models import Partner
from prm.kernel.fiscal import FiscalCalendar
from prm.tenancy.models import Tenant
from programs.calculations.facts import Measure, PartnerFacts
from programs.calculations.rules import Metric, Rules
from programs.calculations.tiers import Evaluation, evaluate_days
from programs.models import Program
from programs.queries.metrics import facts_of
from programs.queries.scorecard_metrics import entered_metrics


def evaluations(
    program: Program, rules: Rules, partners: Collection[Partner], *, tenant: Tenant, as_of: date
) -> dict[UUID, Evaluation]:
    """What each partner reaches under these rules as of a day. As many queries for a thousand partners as for one."""
    facts = facts_of(partners, rules, tenant=tenant, as_of=as_of, pools_children=program.pools_children)
    entered = entered_metrics()
    calendar = FiscalCalendar(tenant.fiscal_year_start_month)
    return {
        partner_id: _evaluation(each, rules, calendar, as_of, tenant.currency, entered)
        for partner_id, each in facts.items()
    }


def _evaluation(
    facts: PartnerFacts,
    rules: Rules,
    calendar: FiscalCalendar,
    as_of: date,
    currency: str,
    entered: tuple[Metric, ...],
) -> Evaluation:
    measure, figures = Measure(facts, calendar=calendar), rules.figures
    by_day = {day: measure.values(figures, as_of=day) for day in rules.days(as_of)}
    return evaluate_days(rules, by_day, currency=currency, entered=entered)
