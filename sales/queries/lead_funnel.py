"""How far leads come, for pages: the waterfall with the figures beside it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models

from prm.kernel.fiscal import add_months
from sales.calculations.waterfall import Waterfall, cohort_waterfall
from sales.enums import LeadStage
from sales.models import Lead
from sales.queries.leads import facts_of

MATURITY_DAYS = 90
YEAR = 12


@dataclass(frozen=True)
class Funnel:
    """The waterfall of the leads of twelve months, how many of them are MGOs, and how many leads are open at all."""

    waterfall: Waterfall
    mgos: int
    open_leads: int

    @property
    def is_empty(self) -> bool:
        return not (self.waterfall.mature or self.waterfall.young or self.open_leads)


def funnel(leads: models.QuerySet[Lead], *, as_of: date, maturity_days: int = MATURITY_DAYS) -> Funnel:
    """These leads in three queries. The waterfall takes in twelve months of leads that have had the time to mature."""
    since = add_months(as_of, -YEAR)
    facts = facts_of(leads.filter(entered_date__gt=since - timedelta(days=maturity_days)))
    return Funnel(
        waterfall=cohort_waterfall(facts, as_of=as_of, maturity_days=maturity_days),
        mgos=sum(fact.is_mgo_on(as_of) for fact in facts if fact.entered_date > since),
        open_leads=leads.exclude(stage__in=[LeadStage.WON, LeadStage.LOST]).order_by().count(),
    )
