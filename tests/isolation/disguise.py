"""A connection of the tests' own that may plant faults: a superuser who can act as the login role."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from tests.emptying import superuser_of


@contextmanager
def superuser() -> Iterator[Any]:
    """A raw connection to the test database with every right; whatever is not committed is rolled back."""
    if not settings.DATABASE_BOOTSTRAP_URL:
        pytest.skip("planting faults needs DATABASE_BOOTSTRAP_URL")
    with superuser_of(connection.settings_dict["NAME"]) as raw:
        yield raw


def act_as_login(cursor: Any) -> None:
    """Be `prm_app` for the rest of the transaction, as if that had logged in."""
    cursor.execute("SET LOCAL SESSION AUTHORIZATION prm_app")
