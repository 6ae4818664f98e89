"""Gives the tests Postgres and Valkey when no URL is set, before Django's settings are read.

Loaded by ``addopts`` in ``pyproject.toml``. Workers of pytest-xdist find the URLs in their environment and take a Redis
database each, so that one's ``cache.clear()`` empties nobody else's.
"""

import os
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest

from prm.embedded.errors import EmbeddedError
from prm.embedded.lifecycle import TEST, lease

_held = ExitStack()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Take a lease on the test set unless both URLs are given."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if worker:
        os.environ["REDIS_URL"] = _own_database(os.environ["REDIS_URL"], worker=worker)
    elif not {"DATABASE_URL", "REDIS_URL"} <= os.environ.keys():
        _take_lease()


def pytest_unconfigure() -> None:
    """Leave the servers; the last test run to leave stops them."""
    _held.close()


def _take_lease() -> None:
    try:
        urls = _held.enter_context(lease(TEST))
    except EmbeddedError as error:
        raise pytest.UsageError(str(error)) from error
    os.environ.update(urls.missing_from(os.environ))


def _own_database(url: str, *, worker: str) -> str:
    number = int(worker.removeprefix("gw")) + 1
    return urlsplit(url)._replace(path=f"/{number}").geturl()
