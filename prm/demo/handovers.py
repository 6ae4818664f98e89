"""Leads of the vendor's own campaigns that were passed to partners: answered, waiting, and waiting too long."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from uuid import UUID

from prm.demo.people import People
from prm.demo.profiles import Profiles, ours
from prm.demo.vendors.spec import Vendor
from prm.people.models import Membership
from sales.enums import Handover, LeadStage
from sales.models import Lead, LeadHandover
from sales.operations.handovers import ANSWER_WITHIN

# Of the open leads of a partner, the latest first: how many days ago it was passed, and what came of it. Every
# partner has the first two; the others are told of every third.
_EACH = ((3, Handover.WAITING), (12, Handover.ACCEPTED))
_EVERY_THIRD = (*_EACH, (11, Handover.WAITING), (9, Handover.DECLINED))
_OPEN = (LeadStage.INQUIRY, LeadStage.SAL)
_REASON = "Outside the area we serve"


def plant_handovers(vendor: Vendor, profiles: Profiles, people: People, *, today: date, at: datetime) -> None:
    """Write them. Needs the leads."""
    waiting: dict[UUID, list[Lead]] = defaultdict(list)
    own = Lead.objects.filter(campaign__isnull=False, campaign__partner=None, deal=None, stage__in=_OPEN)
    for lead in own.order_by("-entered_date", "external_id"):
        waiting[lead.partner_id].append(lead)
    rows = []
    for place, spec in enumerate(each for each in vendor.partners if each.cam):
        leads = waiting[profiles[spec.name].pk]
        for lead, (ago, state) in zip(leads, _EVERY_THIRD if place % 3 == 0 else _EACH, strict=False):
            rows.append(_passed(lead, state, people[spec.cam], today - timedelta(days=ago), at - timedelta(days=ago)))
    LeadHandover.objects.bulk_create(rows)


def _passed(lead: Lead, state: Handover, cam: Membership, day: date, at: datetime) -> LeadHandover:
    return ours(
        LeadHandover(
            lead=lead,
            partner_id=lead.partner_id,
            state=state,
            passed_by=cam,
            passed_at=at,
            due_date=day + ANSWER_WITHIN,
            answered_at=None if state is Handover.WAITING else at + timedelta(days=2),
            reason=_REASON if state is Handover.DECLINED else "",
        )
    )
