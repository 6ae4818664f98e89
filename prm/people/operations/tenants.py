"""A new tenant, and the account of its first member."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from django.urls import reverse

from prm.events.recording import record
from prm.people.mail import link_to
from prm.people.models import Membership, User
from prm.people.permissions import Role
from prm.tenancy.models import Tenant
from prm.tenancy.scope import in_tenant


@dataclass(frozen=True, slots=True)
class NewTenant:
    """A tenant that was just made. `password_link` is empty when the chief had an account already."""

    tenant: Tenant
    chief: Membership
    password_link: str


def create_tenant(
    *, slug: str, name: str, currency: str, fiscal_year_start_month: int, admin_email: str, at: datetime
) -> NewTenant:
    """Make a tenant and its channel chief, whose account is made too when the address has none.

    Outside every scope: tenants and accounts are the platform's. Raises `ValidationError` for a slug that is taken
    or malformed, a currency that is not three capital letters, a month that is none.
    """
    tenant = Tenant(slug=slug, name=name, currency=currency, fiscal_year_start_month=fiscal_year_start_month)
    tenant.full_clean()
    with transaction.atomic():
        tenant.save()
        user, is_new = _account(admin_email)
        with in_tenant(tenant.pk):
            chief = _first_member(user)
            record("people.tenant.created", subject=chief, by=None, at=at)
    return NewTenant(tenant, chief, password_link(user) if is_new else "")


def password_link(user: User) -> str:
    """A link with which the account's owner chooses a password. Works for `PASSWORD_RESET_TIMEOUT`, and once."""
    key = default_token_generator.make_token(user)
    return link_to(reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key]))


def _account(email: str) -> tuple[User, bool]:
    """The account of the address, and whether it had to be made. The operator vouches for the address."""
    found = User.objects.filter(email=email.lower()).first()
    if found is not None:
        return found, False
    user = User.objects.create_user(email)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user, True


def _first_member(user: User) -> Membership:
    return Membership.objects.create(
        user=user, role=Role.CHIEF, display_name=user.name or user.email.partition("@")[0], email=user.email
    )
