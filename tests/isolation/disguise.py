"""A connection of the tests' own that may plant faults: a superuser who can act as the login role."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import environ
import psycopg2
import pytest
from django.conf import settings
from django.db import connection


@contextmanager
def superuser() -> Iterator[Any]:
    """A raw connection to the test database with every right; whatever is not committed is rolled back."""
    url = settings.DATABASE_BOOTSTRAP_URL
    if not url:
        pytest.skip("planting faults needs DATABASE_BOOTSTRAP_URL")
    login = environ.Env.db_url_config(url)
    options = {"user": login["USER"], "password": login["PASSWORD"], "host": login["HOST"], "port": login["PORT"]}
    options = {name: value for name, value in options.items() if value} | login.get("OPTIONS", {})
    raw = psycopg2.connect(dbname=connection.settings_dict["NAME"], **options)
    try:
        yield raw
    finally:
        raw.rollback()
        raw.close()


def act_as_login(cursor: Any) -> None:
    """Be `prm_app` for the rest of the transaction, as if that had logged in."""
    cursor.execute("SET LOCAL SESSION AUTHORIZATION prm_app")
