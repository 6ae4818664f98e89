"""Who is who."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from prm.people.credentials import TokenText
from prm.people.models import ApiToken, Invitation, Membership, User
from prm.people.permissions import Permission
from prm.tenancy.models import Tenant
from prm.tenancy.scope import Reach, TenantScope, in_tenant, tenant_scope

# A token's last use is kept to the hour: a reading request should not have to write.
_USE_NOTED_EVERY = timedelta(hours=1)


def memberships_of(user: User) -> list[Membership]:
    """The person's current memberships with their tenants, by the tenants' names. One query, in no tenant's scope."""
    with tenant_scope(TenantScope(None, Reach.PERSON, user_id=user.pk)), transaction.atomic():
        current = list(Membership.unscoped.filter(user=user, ended_at=None).select_related("tenant"))
    for membership in current:
        membership.user = user
    return sorted(current, key=lambda each: each.tenant.name.casefold())


def bearer_of(authorization: str, *, slug: str) -> Membership | None:
    """Whose API token stands in the `Authorization` header, in the tenant `slug`; None when it opens nothing.

    Notes the use. The membership comes with its tenant and its user, and is current.
    """
    scheme, _, text = authorization.partition(" ")
    token = TokenText.parse(text.strip()) if scheme.lower() in ("bearer", "token") else None
    tenant = Tenant.objects.filter(slug=slug).first() if token else None
    if token is None or tenant is None:
        return None
    with tenant_scope(TenantScope(tenant.pk, membership_id=token.membership_id)), transaction.atomic():
        membership = _bearer(token, at=timezone.now())
    return membership if membership and _with_active_user(membership) else None


def _bearer(token: TokenText, *, at: datetime) -> Membership | None:
    held = ApiToken.objects.filter(secret_hash=token.hash, membership_id=token.membership_id, revoked_at=None)
    found = held.filter(membership__ended_at=None).select_related("membership__tenant").first()
    if found is None:
        return None
    if found.last_used_at is None or found.last_used_at < at - _USE_NOTED_EVERY:
        held.filter(pk=found.pk).update(last_used_at=at)
    membership: Membership = found.membership
    return membership


def _with_active_user(membership: Membership) -> bool:
    """Give the membership its account, which no tenant's scope can read; False when that may not sign in."""
    accounts = User.objects.filter(is_active=True)
    membership.user = accounts.filter(pk=membership.user_id).first() if membership.user_id else None
    return membership.user is not None


def scope_of_active_member(tenant_id: UUID, membership_id: UUID) -> TenantScope | None:
    """The scope a member works in as of now; None when the membership has ended or the account was closed."""
    with in_tenant(tenant_id):
        member = Membership.objects.filter(pk=membership_id, ended_at=None).first()
    return member.scope() if member and _with_active_user(member) else None


def people_of_tenant() -> list[Membership]:
    """The tenant's current members that the scope may see, staff first, by name."""
    current = Membership.objects.filter(ended_at=None)
    return sorted(current, key=lambda each: (each.role_enum.is_partner, each.display_name.casefold()))


def people_managed_by(member: Membership) -> QuerySet[Membership]:
    """Those whose memberships `member` looks after: all of the tenant, or for a champion the own company's people."""
    current = Membership.objects.filter(ended_at=None)
    if member.may(Permission.PEOPLE_MANAGE) or member.may(Permission.PEOPLE_VIEW):
        return current
    return current.filter(partner_id=member.partner_id) if member.partner_id else current.none()


def open_invitations(memberships: Sequence[Membership], *, at: datetime) -> dict[UUID, Invitation]:
    """The newest invitation of each membership that can still be accepted, by the membership's id."""
    waiting = Invitation.objects.filter(
        membership__in=[each.pk for each in memberships], accepted_at=None, withdrawn_at=None, expires_at__gt=at
    )
    return {each.membership_id: each for each in waiting.order_by("created_at")}


def tokens_of(member: Membership) -> QuerySet[ApiToken]:
    """The member's tokens that still work, newest first."""
    return ApiToken.objects.filter(membership=member, revoked_at=None).order_by("-created_at")
