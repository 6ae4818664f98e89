"""Everything that has to exist before the demo's processes start, in one start of Django."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Make roles and tables, collect static files and seed the demo vendors. Safe to run again; keeps data."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.DATABASE_BOOTSTRAP_URL:
            self._step("Roles", "bootstrap_database", verbosity=0)
        self._step("Tables", "migrate", verbosity=0, interactive=False)
        self._step("Static files", "collectstatic", verbosity=0, interactive=False)
        self._step("Demo vendors", "seed_demo")

    def _step(self, title: str, command: str, **options: Any) -> None:
        self.stdout.write(f"{title} ...")
        self.stdout.flush()
        call_command(command, stdout=self.stdout, **options)
