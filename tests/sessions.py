"""Databases that tests and benchmarks make, and must be able to drop again."""

from django.conf import settings
from django.db import connection

from prm.tenancy.owner import connected_as_owner


def end_other_sessions(database: str) -> None:
    """A browser's last request or a killed worker may still hold a connection, and the database could not go."""
    if not settings.DATABASE_BOOTSTRAP_URL:
        return
    with connected_as_owner(settings.DATABASE_BOOTSTRAP_URL), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()",
            [database],
        )
