"""Django's `migrate`, run as the owner of the tables, and the grants that must follow it."""

from typing import Any

from django.core.management.commands import migrate

from prm.tenancy.grants import grant_platform_tables
from prm.tenancy.owner import connected_as_owner


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        with connected_as_owner():
            super().handle(*args, **options)
            grant_platform_tables()
