"""Everything that has to exist before the demo's processes start, in one start of Django."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from prm.demo.static_files import collect_if_changed


class Command(BaseCommand):
    help = "Make roles and tables, collect static files and seed the demo vendors. Safe to run again; keeps data."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.DATABASE_BOOTSTRAP_URL:
            self._say("Roles")
            call_command("bootstrap_database", verbosity=0, stdout=self.stdout)
        self._say("Tables")
        call_command("migrate", verbosity=0, interactive=False, stdout=self.stdout)
        self._say("Static files")
        collect_if_changed()
        self._say("Demo vendors")
        call_command("seed_demo", stdout=self.stdout)

    def _say(self, step: str) -> None:
        self.stdout.write(f"{step} ...")
        self.stdout.flush()
