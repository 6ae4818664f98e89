"""Plant the two made-up vendors of the demo."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from prm.demo.accounts import describe_accounts
from prm.demo.seeding import seed_all


class Command(BaseCommand):
    help = "Plant two made-up vendors with a year and a half of data. Changes nothing when they are there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--print-accounts", action="store_true", help="only print who can sign in")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["print_accounts"]:
            self.stdout.write(describe_accounts())
        elif not seed_all(at=timezone.now()):
            self.stdout.write("The demo vendors are there already.")
