"""Mail to people, sent after the change that it tells of is safe."""

from django.db import transaction
from django.urls import reverse

from prm.events.models import Event
from prm.events.recording import claim
from prm.events.tasks import tenant_task
from prm.people.credentials import invitation_secret
from prm.people.mail import link_to, send_text
from prm.people.models import Invitation


@tenant_task("people.mail_invitation", autoretry_for=(OSError,), retry_backoff=10, max_retries=5)
def mail_invitation(event: Event) -> None:
    """Mail the link of an invitation that is still open. Tried again for some minutes while the mail server is away."""
    with transaction.atomic():
        invitation = Invitation.objects.filter(pk=event.subject_id).select_related("membership", "tenant").first()
        if invitation is None or not invitation.is_open(at=event.at) or not claim("people.invitation", str(event.pk)):
            return
        member = invitation.membership
        send_text(
            "invitation",
            to=member.email,
            name=member.display_name,
            invited_by=invitation.invited_by_name,
            tenant=invitation.tenant.name,
            role=member.role_enum.label,
            expires_at=invitation.expires_at,
            link=link_to(reverse("people-invitation", args=[invitation.tenant.slug, invitation_secret(invitation)])),
        )
