"""What a CAM's day is made of."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from cadence.calculations.day import PartnerFigures, Portfolio, gather
from cadence.calculations.quiet import reason
from cadence.models import QuietAlert
from cadence.queries.alerts import due_alerts, sleeping_alerts
from partners.models import Contact
from prm.people.models import Membership
from prm.tenancy.models import Tenant
from qbr.models import Qbr
from qbr.queries.reviews import reviews_ready_for
from sales.queries.bookings import data_date
from scorecards.models import Standing
from scorecards.queries.performance import thresholds_of

LATELY = timedelta(days=14)


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


def day_of(member: Membership, *, tenant: Tenant, today: date, at: datetime) -> Day:
    """The day of `member`, over the partners in reach. Six queries, however many partners there are."""
    alerts = list(due_alerts(today=today))
    contacts = _main_contacts([alert.partner_id for alert in alerts])
    return Day(
        as_of=data_date(today=today),
        quiet=[
            QuietPartner(alert, reason_of(alert, tenant.currency), contacts.get(alert.partner_id)) for alert in alerts
        ],
        sleeping=list(sleeping_alerts(today=today)),
        portfolio=gather(_figures(), thresholds=thresholds_of(tenant)),
        documents=list(reviews_ready_for(member, since=at - LATELY)),
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


def _figures() -> list[PartnerFigures]:
    return [
        PartnerFigures(
            partner_id=standing.partner_id,
            name=standing.partner.name,
            booked=standing.booked_ytd,
            plan=standing.plan_ytd,
            plan_year=standing.plan_year,
            booked_12_months=standing.booked_12_months,
            light=standing.traffic_light,
        )
        for standing in Standing.objects.select_related("partner")
    ]
