"""What follows from time and from events in planning: years that end, quarters that begin, mail to whose turn it is."""

from datetime import date
from uuid import UUID

from celery import shared_task
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partners.models import CamAssignment
from planning.enums import Party, PlanState
from planning.models import BusinessPlan
from planning.operations.agreement.flow import close_past_years
from planning.operations.marketing.flow import run_due_plans
from planning.queries.agreement.signers import partners_signers
from prm.events.models import Event
from prm.events.recording import claim
from prm.events.tasks import start_in_every_tenant, tenant_task
from prm.kernel.fiscal import year_label
from prm.people.mail import link_to, send_text
from prm.people.models import Membership
from prm.tenancy.models import Tenant
from prm.tenancy.scope import TenantScope, in_tenant, require_tenant_id, tenant_scope

_WANTED = {PlanState.SHARED: Party.PARTNER, PlanState.ACCEPTED: Party.VENDOR}


@shared_task(name="planning.close_past_years_everywhere")
def close_past_years_everywhere() -> int:
    """Start one short run for each tenant; how many."""
    return start_in_every_tenant(close_past_years_of_tenant)


@shared_task(name="planning.close_past_years_of_tenant")
def close_past_years_of_tenant(*, tenant_id: str, today: str, **_later: object) -> int:
    """Close active plans of fiscal years that are over; how many. A second delivery closes none."""
    tenant = Tenant.objects.get(pk=UUID(tenant_id))
    with in_tenant(tenant.pk):
        return close_past_years(tenant=tenant, today=date.fromisoformat(today), at=timezone.now())


@shared_task(name="planning.run_due_marketing_everywhere")
def run_due_marketing_everywhere() -> int:
    """Start one short run for each tenant; how many."""
    return start_in_every_tenant(run_due_marketing_of_tenant)


@shared_task(name="planning.run_due_marketing_of_tenant")
def run_due_marketing_of_tenant(*, tenant_id: str, today: str, **_later: object) -> int:
    """Run approved marketing plans whose first tactic begins; how many. A second delivery runs none."""
    with in_tenant(UUID(tenant_id)):
        return run_due_plans(today=date.fromisoformat(today), at=timezone.now())


@tenant_task("planning.mail_turn", autoretry_for=(OSError,), retry_backoff=10, max_retries=5)
def mail_turn(event: Event) -> None:
    """Tell the people who sign next that it is their turn; nobody when the plan has moved on since.

    Works with the reach of the whole tenant, since neither side reads the other's people. Sends once an event.
    """
    with tenant_scope(TenantScope(require_tenant_id())), transaction.atomic():
        plan = BusinessPlan.objects.filter(pk=event.subject_id).select_related("partner", "tenant").first()
        party = _WANTED.get(plan.state_enum) if plan else None
        if plan is None or party is None or not claim("planning.turn", str(event.pk)):
            return
        for member in _signers(plan, party):
            _mail(plan, party, member, by=event.actor_name)


def _signers(plan: BusinessPlan, party: Party) -> list[Membership]:
    """The partner's champions; of the vendor, who looks after the partner today."""
    if party is Party.PARTNER:
        return list(partners_signers(plan).exclude(email=""))
    current = Membership.objects.filter(ended_at=None).exclude(email="")
    today = timezone.now().date()
    cams = CamAssignment.objects.filter(partner=plan.partner, start_date__lte=today).exclude(end_date__lt=today)
    return list(current.filter(pk__in=cams.values("membership_id")))


def _mail(plan: BusinessPlan, party: Party, member: Membership, *, by: str) -> None:
    send_text(
        "plan_turn",
        to=member.email,
        name=member.display_name,
        by=by,
        partner=plan.partner.name,
        tenant=plan.tenant.name,
        year=year_label(plan.fiscal_year),
        is_partner=party is Party.PARTNER,
        link=link_to(reverse("planning:plan-agreement", args=[plan.tenant.slug, plan.pk])),
    )
