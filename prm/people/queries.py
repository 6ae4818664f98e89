"""Who is who: looked up before any tenant has been entered."""

import hashlib

from django.db import transaction

from prm.people.models import ApiToken, Membership, User
from prm.tenancy.models import Tenant
from prm.tenancy.scope import Reach, TenantScope, in_tenant, tenant_scope


def memberships_of(user: User) -> list[Membership]:
    """The person's current memberships with their tenants, by the tenants' names. One query, in no tenant's scope."""
    with tenant_scope(TenantScope(None, Reach.PERSON, user_id=user.pk)), transaction.atomic():
        current = Membership.unscoped.filter(user=user, ended_at=None).select_related("tenant")
        return sorted(current, key=lambda each: each.tenant.name.casefold())


def hash_secret(secret: str) -> str:
    """How secrets of links and tokens are stored. They are long and random, so a fast hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def bearer_of(authorization: str, *, slug: str) -> Membership | None:
    """Whose API token stands in the `Authorization` header, in the tenant `slug`; None when it opens nothing."""
    scheme, _, secret = authorization.partition(" ")
    tenant = Tenant.objects.filter(slug=slug).first() if scheme.lower() in ("bearer", "token") and secret else None
    if tenant is None:
        return None
    with in_tenant(tenant.pk):
        tokens = ApiToken.objects.filter(secret_hash=hash_secret(secret), revoked_at=None, membership__ended_at=None)
        token = tokens.select_related("membership__tenant", "membership__user").first()
        return token.membership if token else None


def people_of_tenant() -> list[Membership]:
    """The tenant's current members that the scope may see, staff first, by name."""
    current = Membership.objects.filter(ended_at=None)
    return sorted(current, key=lambda each: (each.role_enum.is_partner, each.display_name.casefold()))
