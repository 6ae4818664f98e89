"""The sign-ins of the demo."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from prm.demo.vendors import VENDORS
from prm.people.models import User
from prm.people.permissions import Role

PASSWORD = "try-tandem-today"  # noqa: S105 - printed by bin/demo, opens made-up data only


@dataclass(frozen=True)
class Account:
    """Somebody who can sign in to the demo, and what for."""

    email: str
    name: str
    role: Role
    tenant: str
    note: str = ""


ACCOUNTS = (
    Account("casey@northlight.example", "Casey Rivera", Role.CAM, "northlight"),
    Account("nadia@northlight.example", "Nadia Okafor", Role.CHIEF, "northlight"),
    Account("owen@northlight.example", "Owen Park", Role.OPERATIONS, "northlight"),
    Account("sofia@bluepeak.example", "Sofia Marchetti", Role.CHAMPION, "northlight", "also a partner of Alpenrad"),
    Account("tom@bluepeak.example", "Tom Becker", Role.MEMBER, "northlight"),
    Account("lena@alpenrad.example", "Lena Hofer", Role.CHIEF, "alpenrad", "the second vendor"),
)


def create_users() -> dict[str, User]:
    """The accounts of all vendors' people who can sign in, by e-mail address; addresses count as verified.

    Must run outside every tenant's scope: its roles cannot write accounts.
    """
    people = {person.email: person.name for vendor in VENDORS for person in vendor.people if person.email}
    # One hash for all: hashing is slow on purpose, and the password is the same.
    password = make_password(PASSWORD)
    users = User.objects.bulk_create(User(email=email, name=name, password=password) for email, name in people.items())
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )
    return {user.email: user for user in users}


def describe_accounts() -> str:
    """One line for each sign-in, and the password, as bin/demo prints them."""
    lines = [f"  {each.email:26} {each.role.label:24} {_where(each)}" for each in ACCOUNTS]
    return "\n".join([f"Sign in with the password {PASSWORD}", *lines])


def _where(account: Account) -> str:
    vendor = next(each.name for each in VENDORS if each.slug == account.tenant)
    return f"{vendor} ({account.note})" if account.note else vendor
