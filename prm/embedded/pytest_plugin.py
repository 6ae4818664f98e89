"""Gives the tests Postgres and Valkey when no URL is set, before Django's settings are read.

Loaded by ``addopts`` in ``pyproject.toml``. Workers of pytest-xdist find the URLs in their environment.
"""

import os
from contextlib import ExitStack

import pytest

from prm.embedded.errors import EmbeddedError
from prm.embedded.lifecycle import TEST, lease

_held = ExitStack()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Take a lease on the test set unless both URLs are given."""
    if "DATABASE_URL" in os.environ and "REDIS_URL" in os.environ:
        return
    try:
        given = _held.enter_context(lease(TEST)).environment()
    except EmbeddedError as error:
        raise pytest.UsageError(str(error)) from error
    for name, value in given.items():
        os.environ.setdefault(name, value)


def pytest_unconfigure() -> None:
    """Leave the servers; the last test run to leave stops them."""
    _held.close()
