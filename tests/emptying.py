"""Taking away what a test has committed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import environ
import psycopg2
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase

# Written by migrations and the same for every test.
KEPT = ("django_migrations", "django_content_type", "auth_permission")
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL (%s)"


def use_quick_emptying() -> None:
    """Have Django's tests that commit be cleaned up by `empty_tables`; without a superuser's URL by its own `flush`."""
    if settings.DATABASE_BOOTSTRAP_URL:
        TransactionTestCase._fixture_teardown = lambda _test: empty_tables()  # type: ignore[attr-defined]


def empty_tables() -> None:
    """Delete all rows of the few tables that have any.

    Django's `flush` truncates every table there is, which makes some thousand new files, and then writes content types
    and permissions anew: a second for each test. Triggers, foreign keys and row security are passed over.
    """
    with superuser_of(connection.settings_dict["NAME"]) as raw, raw.cursor() as cursor:
        cursor.execute(_TABLES, [list(KEPT)])
        names = [name for (name,) in cursor.fetchall()]
        cursor.execute(" UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM \"{name}\")" for name in names))
        filled = [name for (name,) in cursor.fetchall()]
        cursor.execute("SET LOCAL session_replication_role = replica")
        for name in filled:
            cursor.execute(f'DELETE FROM "{name}"')
        raw.commit()


@contextmanager
def superuser_of(database: str) -> Iterator[Any]:
    """A raw connection with every right; whatever is not committed is rolled back."""
    login = environ.Env.db_url_config(settings.DATABASE_BOOTSTRAP_URL)
    options = {"user": login["USER"], "password": login["PASSWORD"], "host": login["HOST"], "port": login["PORT"]}
    options = {name: value for name, value in options.items() if value} | login.get("OPTIONS", {})
    raw = psycopg2.connect(dbname=database, **options)
    try:
        yield raw
    finally:
        raw.rollback()
        raw.close()
