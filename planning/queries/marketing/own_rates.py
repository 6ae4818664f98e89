"""What a partner's own leads say about a kind of tactic."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from partners.models import Partner
from planning.calculations.marketing.own_rates import MATURITY_DAYS, OwnRate, own_rates_from
from planning.models import Tactic
from sales.calculations.leads import LeadFact
from sales.calculations.waterfall import cohort_waterfall
from sales.queries.leads import lead_facts


def own_rates(partner: Partner, *, as_of: date) -> Mapping[UUID, Mapping[str, OwnRate]]:
    """The partner's own rates by type of tactic, where there are enough leads. Three queries, without campaigns one."""
    types = dict(
        Tactic.objects.filter(partner=partner, campaign__isnull=False).values_list("campaign_id", "type_id").order_by()
    )
    leads: dict[UUID, list[LeadFact]] = defaultdict(list)
    for lead in lead_facts(partner_ids=[partner.pk], campaign_ids=list(types)) if types else ():
        if lead.campaign_id in types:
            leads[types[lead.campaign_id]].append(lead)
    found = {
        key: own_rates_from(cohort_waterfall(each, as_of=as_of, maturity_days=MATURITY_DAYS))
        for key, each in leads.items()
    }
    return {key: rates for key, rates in found.items() if rates}
