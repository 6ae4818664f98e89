"""What a CAM's day is made of."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F

from cadence.calculations.day import PartnerFigures, Portfolio, gather
from cadence.calculations.quiet import reason
from cadence.models import QuietAlert
from cadence.queries.alerts import due_alerts, sleeping_alerts
from partners.calculations.actions import DUE_WITHIN
from partners.models import Action, Contact, Partner
from partners.queries.actions import due_until
from planning.enums import Party
from planning.models import BusinessPlan
from planning.queries.agreement.agreed import waiting_for
from prm.kernel.status import TrafficLight
from prm.people.models import Membership
from prm.tenancy.models import Tenant
from qbr.models import Qbr
from qbr.queries.reviews import reviews_ready_for
from sales.models import LeadHandover
from sales.queries.bookings import data_date
from sales.queries.handovers import handovers_to_settle
from scorecards.models import Assessment
from scorecards.queries.partner_list import with_figures
from scorecards.queries.performance import thresholds_of
from scorecards.queries.rounds import open_by_due

LATELY = timedelta(days=14)
MOST_ACTIONS = 100
MOST_ROUNDS = 100
MOST_LEADS = 100
ZERO = Decimal(0)
_FIELDS = ("pk", "name", "booked_ytd", "plan_ytd", "plan_year", "booked_12_months", "light")


@dataclass(frozen=True)
class QuietPartner:
    """An alert as a row of the worklist: why, and whom to call."""

    alert: QuietAlert
    reason: str
    contact: Contact | None


@dataclass(frozen=True)
class Day:
    """Everything on a CAM's first page."""

    as_of: date
    quiet: list[QuietPartner]
    sleeping: list[QuietAlert]
    portfolio: Portfolio
    documents: list[Qbr]
    actions: list[Action]
    rounds: list[Assessment]
    plans: list[BusinessPlan]
    leads: list[LeadHandover]


def day_of(member: Membership, *, tenant: Tenant, today: date, at: datetime) -> Day:
    """The day of `member`, over the partners in reach. Ten queries, however many partners there are."""
    alerts = list(due_alerts(today=today))
    contacts = _main_contacts([alert.partner_id for alert in alerts])
    return Day(
        as_of=data_date(today=today),
        quiet=[
            QuietPartner(alert, reason_of(alert, tenant.currency), contacts.get(alert.partner_id)) for alert in alerts
        ],
        sleeping=list(sleeping_alerts(today=today)),
        portfolio=gather(_figures(today), thresholds=thresholds_of(tenant)),
        documents=list(reviews_ready_for(member, since=at - LATELY)),
        actions=list(due_until(today + DUE_WITHIN)[:MOST_ACTIONS]),
        rounds=list(open_by_due()[:MOST_ROUNDS]),
        plans=list(waiting_for(Party.VENDOR)),
        leads=list(handovers_to_settle(today=today)[:MOST_LEADS]),
    )


def reason_of(alert: QuietAlert, currency: str) -> str:
    """Why there is this alert, in words."""
    return reason(
        days=alert.days_since_order,
        usual_gap_days=alert.median_gap_days,
        gap_is_own=alert.gap_is_own,
        booked_12_months=alert.booked_12_months,
        currency=currency,
    )


def _main_contacts(partner_ids: Collection[UUID]) -> dict[UUID, Contact]:
    contacts = Contact.objects.filter(partner_id__in=partner_ids, is_primary=True)
    return {contact.partner_id: contact for contact in contacts}


def _figures(today: date) -> list[PartnerFigures]:
    partners = with_figures(Partner.objects.all(), on=today).annotate(plan_year=F("standing__plan_year"))
    return [_figures_of(dict(zip(_FIELDS, row, strict=True))) for row in partners.values_list(*_FIELDS)]


def _figures_of(row: dict[str, Any]) -> PartnerFigures:
    return PartnerFigures(
        partner_id=row["pk"],
        name=row["name"],
        booked=row["booked_ytd"] or ZERO,
        plan=row["plan_ytd"],
        plan_year=row["plan_year"],
        booked_12_months=row["booked_12_months"] or ZERO,
        light=TrafficLight(row["light"] or TrafficLight.NO_DATA.value),
    )
