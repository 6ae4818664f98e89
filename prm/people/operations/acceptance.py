"""Taking up an invitation, which is done from outside the tenant."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from prm.events.recording import record
from prm.people.credentials import hash_secret
from prm.people.models import Invitation, Membership, User
from prm.tenancy.models import Tenant
from prm.tenancy.scope import in_tenant


class InvitationClosed(Exception):
    """The link never worked, or no longer does."""


class AlreadyMember(Exception):
    """The account has a place in this tenant already."""


def open_invitation(*, slug: str, secret: str, at: datetime) -> Invitation:
    """The invitation of a link, with its membership and tenant. Raises `InvitationClosed`, whatever the reason."""
    tenant = Tenant.objects.filter(slug=slug).first()
    if tenant is None:
        raise InvitationClosed
    with in_tenant(tenant.pk):
        found = Invitation.objects.filter(secret_hash=hash_secret(secret), membership__ended_at=None)
        invitation = found.select_related("membership", "tenant").first()
    if invitation is None or not invitation.is_open(at=at) or invitation.membership.user_id is not None:
        raise InvitationClosed
    return invitation


def accept_invitation(*, slug: str, secret: str, user: User, at: datetime) -> Membership:
    """Tie the account to the membership of the invitation. Raises `InvitationClosed`, `AlreadyMember`."""
    with transaction.atomic():
        invitation = open_invitation(slug=slug, secret=secret, at=at)
        with in_tenant(invitation.tenant_id):
            return _take_place(invitation, user, at=at)


def _take_place(invitation: Invitation, user: User, *, at: datetime) -> Membership:
    taken = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None).update(accepted_at=at)
    if not taken:
        raise InvitationClosed
    if Membership.objects.filter(user_id=user.pk, ended_at=None).exists():
        raise AlreadyMember
    member: Membership = invitation.membership
    member.user = user
    member.save(update_fields=["user"])
    record("people.invitation.accepted", subject=member, by=member, at=at, partner_id=member.partner_id)
    return member


def open_account(*, email: str, name: str, password: str) -> User:
    """A new account for somebody who followed the link in a mail to `email`, which proves the address theirs."""
    with transaction.atomic():
        user = User.objects.create_user(email, password, name=name)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user
