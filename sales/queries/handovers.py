"""With whom leads are, and which wait too long."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from sales.enums import Handover, LeadStage
from sales.models import Lead, LeadHandover


def latest_handover(lead: Lead) -> LeadHandover | None:
    """How the lead was passed last; None for one that never was."""
    rows = LeadHandover.objects.filter(lead=lead).select_related("lead", "answered_by")
    return rows.order_by("-passed_at", "-id").first()


def waiting_handovers() -> QuerySet[LeadHandover]:
    """Leads in reach that wait for their partner's answer, the first due first."""
    rows = LeadHandover.objects.filter(state=Handover.WAITING).select_related("lead", "partner")
    return rows.order_by("due_date", "passed_at", "id")


def handovers_to_settle(*, today: date) -> QuerySet[LeadHandover]:
    """Open leads in reach that no partner works on: not answered in time, or declined; the longest first."""
    later = LeadHandover.objects.filter(lead=OuterRef("lead"), passed_at__gt=OuterRef("passed_at"))
    overdue = Q(state=Handover.WAITING, due_date__lt=today)
    declined = Q(state=Handover.DECLINED) & ~Exists(later)
    open_leads = LeadHandover.objects.exclude(lead__stage__in=[LeadStage.WON, LeadStage.LOST])
    return open_leads.filter(overdue | declined).select_related("lead", "partner").order_by("due_date", "id")
