"""Make the database and its roles, once, as a superuser."""

from typing import Any

import environ
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection

from prm.tenancy.owner import connected_as_owner, require

LOGINS = ("prm_owner", "prm_app")
SCOPED = ("prm_staff", "prm_cam", "prm_partner", "prm_person")


class Command(BaseCommand):
    help = (
        "Create the roles prm_owner, prm_app, prm_staff, prm_cam, prm_partner, prm_person and prm_maint, and hand the "
        "database to prm_owner. Needs DATABASE_BOOTSTRAP_URL, a superuser's. Safe to run again. Passwords of the two "
        "logins are taken from DATABASE_URL and DATABASE_OWNER_URL."
    )
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        url = require(settings.DATABASE_BOOTSTRAP_URL, name="DATABASE_BOOTSTRAP_URL")
        with connected_as_owner(url), connection.cursor() as cursor:
            for statement in self._statements():
                cursor.execute(statement)
        self.stdout.write("Roles and database are ready.")

    def _statements(self) -> list[str]:
        database = connection.ops.quote_name(str(settings.DATABASES["default"]["NAME"]))
        return [
            # Two of these at once would trip over each other's ALTER ROLE; the lock goes with the connection.
            "SELECT pg_advisory_lock(hashtext('tandem bootstrap'))",
            *(self._create_role(name) for name in (*LOGINS, *SCOPED, "prm_maint")),
            "ALTER ROLE prm_owner LOGIN CREATEDB",
            # NOINHERIT: the login has no rights of the scoped roles until it takes one on with SET LOCAL ROLE.
            "ALTER ROLE prm_app LOGIN NOINHERIT",
            # Migrations must see every row: a key added to a walled table would else check nothing, or fail.
            "ALTER ROLE prm_owner BYPASSRLS",
            "ALTER ROLE prm_maint BYPASSRLS",
            "ALTER ROLE prm_app SET statement_timeout = '15s'",
            f"GRANT {', '.join(SCOPED)} TO prm_app",
            "GRANT prm_maint TO prm_owner",
            f"ALTER DATABASE {database} OWNER TO prm_owner",
            "ALTER SCHEMA public OWNER TO prm_owner",
            *self._passwords(),
        ]

    def _create_role(self, name: str) -> str:
        return (
            f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') "
            f"THEN CREATE ROLE {name}; END IF; END $$"
        )

    def _passwords(self) -> list[str]:
        logins = {settings.DATABASES["default"]["USER"]: settings.DATABASES["default"]["PASSWORD"]}
        owner = environ.Env.db_url_config(settings.DATABASE_OWNER_URL) if settings.DATABASE_OWNER_URL else {}
        logins[owner.get("USER", "")] = owner.get("PASSWORD", "")
        escaped = {name: str(word).replace("'", "''") for name, word in logins.items() if name in LOGINS and word}
        return [f"ALTER ROLE {name} PASSWORD '{word}'" for name, word in escaped.items()]
