"""Make an API token for a member."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from prm.people.models import Membership, User
from prm.people.queries import memberships_of
from prm.people.tokens import issue_token
from prm.tenancy.scope import tenant_scope


class Command(BaseCommand):
    help = "Make an API token with the rights of a member, and print it. It is shown this once and never again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the member's address")
        parser.add_argument("--tenant", required=True, metavar="SLUG")
        parser.add_argument("--name", default="Command line", help="what the token is for")

    def handle(self, *args: Any, **options: Any) -> None:
        member = _member(options["email"], slug=options["tenant"])
        with tenant_scope(member.scope()), transaction.atomic():
            self.stdout.write(issue_token(membership=member, name=options["name"], at=timezone.now()))


def _member(email: str, *, slug: str) -> Membership:
    user = User.objects.filter(email=email.lower(), is_active=True).first()
    if user is None:
        raise CommandError(f"Nobody has an account with the address {email}.")
    memberships = {each.tenant.slug: each for each in memberships_of(user)}
    if slug not in memberships:
        known = ", ".join(memberships) or "no tenant"
        raise CommandError(f"{email} is not a member of {slug}, but of {known}.")
    return memberships[slug]
