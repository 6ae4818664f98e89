"""Try the running demo; what ``bin/demo --check`` calls."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from prm.demo.accounts import ACCOUNTS, PASSWORD
from prm.demo.check import CheckFailed, Visitor, check
from prm.people.permissions import Role


class Command(BaseCommand):
    help = "Sign in to the demo at BASE_URL as its CAM, do the main job, and say what was seen."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        cam = next(account for account in ACCOUNTS if account.role is Role.CAM)
        visitor = Visitor(email=cam.email, password=PASSWORD, tenant=cam.tenant)
        try:
            check(settings.BASE_URL, visitor, self._say)
        except (CheckFailed, OSError) as error:
            raise CommandError(f"The check failed. {error}") from error
        self._say("Everything works.")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
