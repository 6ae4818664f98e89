"""Make a tenant with its channel chief."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import timezone

from prm.people.mail import link_to, send_text
from prm.people.operations.tenants import NewTenant, create_tenant


class Command(BaseCommand):
    help = "Make a tenant with its channel chief, and mail and print the link with which the chief signs in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="stands in every address of the tenant: /t/SLUG/")
        parser.add_argument("--name", help="the company's name; default: the slug in capitals")
        parser.add_argument("--currency", default="USD", help="three letters, such as EUR (default: USD)")
        parser.add_argument("--fiscal-year-start", type=int, default=1, metavar="MONTH", help="1 to 12 (default: 1)")
        parser.add_argument("--admin", required=True, metavar="EMAIL", help="the channel chief's address")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["admin"])
            made = create_tenant(
                slug=options["slug"],
                name=options["name"] or options["slug"].replace("-", " ").title(),
                currency=options["currency"].upper(),
                fiscal_year_start_month=options["fiscal_year_start"],
                admin_email=options["admin"],
                at=timezone.now(),
            )
        except ValidationError as error:
            raise CommandError(_in_words(error)) from error
        self._tell(made)

    def _tell(self, made: NewTenant) -> None:
        sign_in = link_to(f"/t/{made.tenant.slug}/")
        self.stdout.write(f"Created {made.tenant.name}: {sign_in}")
        link = made.password_link
        self.stdout.write(
            f"{made.chief.email} chooses a password here: {link}" if link else f"{made.chief.email} has an account."
        )
        try:
            send_text("welcome", to=made.chief.email, tenant=made.tenant.name, link=link, sign_in=sign_in)
        except OSError as error:
            self.stderr.write(f"The mail could not be sent ({error}); hand over the link yourself.")


def _in_words(error: ValidationError) -> str:
    """`--currency: Enter a valid value.` for each fault."""
    options = {"fiscal_year_start_month": "--fiscal-year-start", "__all__": "tenant"}
    if not hasattr(error, "error_dict"):
        return "--admin: " + " ".join(error.messages)
    faults = error.message_dict.items()
    return "\n".join(f"{options.get(field, f'--{field}')}: {' '.join(words)}" for field, words in faults)
