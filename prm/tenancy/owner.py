"""Connecting as the owner of the tables, for the few commands that may."""

from collections.abc import Iterator
from contextlib import contextmanager

import environ
from django.conf import settings
from django.core.management import CommandError
from django.db import connection

_LOGIN = ("USER", "PASSWORD", "HOST", "PORT", "OPTIONS")


@contextmanager
def connected_as_owner(url: str = "") -> Iterator[None]:
    """Until the block ends, the default connection logs in with `url` (default: `DATABASE_OWNER_URL`).

    Where neither is given the login stays as it is: so an operator may also run with an owner's `DATABASE_URL`.
    """
    url = url or settings.DATABASE_OWNER_URL
    if not url:
        yield
        return
    before = dict(connection.settings_dict)
    login = {k: v for k, v in environ.Env.db_url_config(url).items() if k in _LOGIN}
    connection.close()
    connection.settings_dict.update(login)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)


def require(url: str, *, name: str) -> str:
    """`url`, or a `CommandError` that says which environment variable to set."""
    if not url:
        raise CommandError(f"Set {name} in the environment, then run this again.")
    return url
