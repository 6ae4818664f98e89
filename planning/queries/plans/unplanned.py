"""Partners that nobody has planned with yet."""

from datetime import date
from decimal import Decimal

from django.db.models import OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from partners.models import Partner
from planning.calculations.plans.start import YEAR
from planning.enums import PlanState
from planning.models import BusinessPlan
from prm.kernel.fiscal import add_months, month_of
from sales.models import PartnerMonth

LIVING = (PlanState.DRAFT, PlanState.SHARED, PlanState.ACCEPTED, PlanState.ACTIVE)


def unplanned(*, fiscal_year: int, data_date: date) -> QuerySet[Partner]:
    """Partners in reach without a living plan of the year, with what they `booked` in twelve months and `last_planned`.

    The twelve months end with the one of `data_date`; `last_planned` is the latest fiscal year with a plan, or None.
    For staff: a plan that is hidden from its partner counts.
    """
    until = month_of(data_date).start_date
    months = PartnerMonth.objects.filter(
        partner=OuterRef("pk"), month__gte=add_months(until, 1 - YEAR), month__lte=until
    )
    booked = months.order_by().values("partner").annotate(whole=Sum("amount")).values("whole")
    planned = BusinessPlan.objects.filter(partner=OuterRef("pk")).order_by("-fiscal_year").values("fiscal_year")[:1]
    living = BusinessPlan.objects.filter(fiscal_year=fiscal_year, state__in=LIVING)
    return Partner.objects.exclude(pk__in=living.values("partner_id")).annotate(
        booked=Coalesce(Subquery(booked), Value(Decimal(0))), last_planned=Subquery(planned)
    )
