"""The small standing cast.

Acme (USD, fiscal year from January): Alice is channel chief, Olga operations, Mark marketing, Bob and Dana are CAMs.
Bob looks after Polaris and Vega, Dana after Orion. Priya is champion and Noor member of Polaris; Omar is member of
Orion. Globex (EUR, from April) is another tenant: Charlie is its chief, Gita its CAM, Zenith its partner, Zoe
Zenith's champion.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.test import Client

from partners.enums import AssignmentRole
from partners.models import CamAssignment, Partner
from prm.people.models import Membership, User
from prm.people.permissions import Role
from prm.tenancy.models import Tenant
from prm.tenancy.scope import in_tenant, tenant_scope

NOW = datetime(2026, 6, 15, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
PASSWORD = "a long password for tests"


@dataclass(frozen=True)
class Cast:
    """Everybody and everything, by name."""

    acme: Tenant
    globex: Tenant
    alice: Membership
    olga: Membership
    mark: Membership
    bob: Membership
    dana: Membership
    priya: Membership
    noor: Membership
    omar: Membership
    charlie: Membership
    gita: Membership
    zoe: Membership
    polaris: Partner
    vega: Partner
    orion: Partner
    zenith: Partner

    def client(self, member: Membership) -> Client:
        """A browser in which `member` has signed in."""
        client = Client()
        assert member.user is not None
        client.force_login(member.user)
        return client


def make_cast() -> Cast:
    """Write the cast to the database. Needs no scope, leaves none."""
    for name in (*_ACME, *_POLARIS, "omar", "charlie", "gita", "zoe"):
        User.objects.create_user(f"{name}@example.com", PASSWORD, name=name.capitalize())
    acme = Tenant.objects.create(slug="acme", name="Acme", currency="USD")
    globex = Tenant.objects.create(slug="globex", name="Globex", currency="EUR", fiscal_year_start_month=4)
    with in_tenant(acme.pk):
        polaris, vega, orion = (make_partner(name) for name in ("Polaris", "Vega", "Orion"))
        people = {name: make_member(name, role) for name, role in _ACME.items()}
        people |= {name: make_member(name, role, polaris) for name, role in _POLARIS.items()}
        people["omar"] = make_member("omar", Role.MEMBER, orion)
        assign(people["bob"], polaris, vega)
        assign(people["dana"], orion)
    with in_tenant(globex.pk):
        zenith = make_partner("Zenith")
        people["charlie"] = make_member("charlie", Role.CHIEF)
        people["gita"] = make_member("gita", Role.CAM)
        people["zoe"] = make_member("zoe", Role.CHAMPION, zenith)
        assign(people["gita"], zenith)
    return Cast(acme=acme, globex=globex, polaris=polaris, vega=vega, orion=orion, zenith=zenith, **people)


_ACME = {"alice": Role.CHIEF, "olga": Role.OPERATIONS, "mark": Role.MARKETING, "bob": Role.CAM, "dana": Role.CAM}
_POLARIS = {"priya": Role.CHAMPION, "noor": Role.MEMBER}


def make_partner(name: str, **fields: object) -> Partner:
    """A partner of the tenant in scope, with the account number AC-NAME."""
    return Partner.objects.create(name=name, external_id=f"AC-{name.upper()}", **fields)


def make_member(name: str, role: Role, partner: Partner | None = None) -> Membership:
    """A membership of an existing account in the tenant in scope, from where accounts themselves cannot be read."""
    with tenant_scope(None):
        user = User.objects.get(email=f"{name}@example.com")
    return Membership.objects.create(
        user=user,
        role=role,
        partner_id=partner.pk if partner else None,
        display_name=name.capitalize(),
        email=user.email,
    )


def assign(cam: Membership, *partners: Partner, start: date = date(2020, 1, 1)) -> None:
    """Make `cam` the primary CAM of the partners."""
    for partner in partners:
        CamAssignment.objects.create(partner=partner, membership=cam, role=AssignmentRole.PRIMARY, start_date=start)
