"""Every partner with its business plan of a fiscal year."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from prm.people.models import Membership
from prm.tenancy.models import Tenant
from prm.tenancy.scope import require_tenant_id
from rollups.calculations.plans import PartnerPlan, Standing

ZERO = Decimal(0)
# The plan that counts of each partner, with what was kept when it was saved last: nothing is calculated here.
_PLANS = """
WITH plan AS (
    SELECT DISTINCT ON (partner_id) id, partner_id, state, start_month, currency
    FROM planning_businessplan
    WHERE tenant_id = %(tenant)s AND fiscal_year = %(year)s AND state IN ('draft', 'shared', 'accepted', 'active')
    ORDER BY partner_id, (state = 'active') DESC, version DESC
), booked AS (
    SELECT plan.id, sum(month.amount) AS amount
    FROM plan JOIN sales_partnermonth month ON month.tenant_id = %(tenant)s AND month.partner_id = plan.partner_id
        AND month.month >= plan.start_month AND month.month < plan.start_month + interval '1 year'
    GROUP BY plan.id
)
SELECT partner.id, partner.name, partner.region, partner.tier, cam.membership_id, plan.id, plan.state, plan.currency,
    plan.start_month,
    round(outcome.bookings_year_1, 2), round(outcome.bookings_year_2, 2), round(outcome.bookings_year_3, 2),
    round(outcome.product_margin + outcome.services_margin, 2),
    round(profit.ebit_year_1 + profit.ebit_year_2 + profit.ebit_year_3, 2), booked.amount
FROM partners_partner partner
LEFT JOIN partners_camassignment cam ON cam.tenant_id = %(tenant)s AND cam.partner_id = partner.id
    AND cam.role = 'primary' AND cam.start_date <= %(today)s AND coalesce(cam.end_date, 'infinity'::date) >= %(today)s
LEFT JOIN plan ON plan.partner_id = partner.id
LEFT JOIN planning_planoutcome outcome ON outcome.tenant_id = %(tenant)s AND outcome.plan_id = plan.id
    AND outcome.case = 'base'
LEFT JOIN planning_planprofit profit ON profit.tenant_id = %(tenant)s AND profit.plan_id = plan.id
    AND profit.case = 'base'
LEFT JOIN booked ON booked.id = plan.id
WHERE partner.tenant_id = %(tenant)s
ORDER BY partner.name, partner.id
"""


def partner_plans(*, tenant: Tenant, fiscal_year: int, today: date) -> list[PartnerPlan]:
    """All partners in reach by name, each with its plan of the year if there is one. Two queries.

    What partners keep to themselves, the database does not hand out. Needs staff reach.
    """
    cams = dict(Membership.objects.filter(partner_id=None).values_list("pk", "display_name"))
    with connection.cursor() as cursor:
        cursor.execute(_PLANS, {"tenant": require_tenant_id(), "year": fiscal_year, "today": today})
        return [_partner(row, cams, tenant.currency) for row in cursor.fetchall()]


def _partner(row: tuple[Any, ...], cams: dict[Any, str], currency: str) -> PartnerPlan:
    partner, name, region, tier, cam, plan, state, own_currency, start, first, second, third, gross, profit, booked = (
        row
    )
    return PartnerPlan(
        partner_id=partner,
        name=name,
        region=region,
        tier=tier,
        cam_id=str(cam) if cam else "",
        cam_name=cams.get(cam, ""),
        plan_id=plan,
        standing=Standing.NONE if plan is None else Standing.ACTIVE if state == "active" else Standing.DRAFT,
        bookings=(first or ZERO, second or ZERO, third or ZERO),
        gross_profit=gross or ZERO,
        profit=profit,
        booked=booked or ZERO,
        is_foreign=plan is not None and own_currency != currency,
        start_month=start,
    )
