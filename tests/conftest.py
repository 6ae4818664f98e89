"""The test database, and the standing cast.

The database is made and migrated by the tables' owner; every test then logs in as production does (`prm_app`).
"""

import gc
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker

from prm.tenancy.grants import grant_platform_tables
from prm.tenancy.owner import connected_as_owner
from prm.tenancy.scope import current_scope
from tests.cast import Cast, make_cast
from tests.emptying import use_quick_emptying
from tests.order import longest_first
from tests.sessions import end_other_sessions

# How long one example takes depends on what else the machine does, and says nothing about the property.
hypothesis_settings.register_profile("tandem", deadline=None)
hypothesis_settings.load_profile("tandem")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    longest_first(items)


def pytest_collection_finish() -> None:
    """Thousands of tests and all modules stay to the end: the garbage collector need not look at them each time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    keep = request.config.getoption("reuse_db")
    take = keep and not request.config.getoption("create_db")
    worker = getattr(request.config, "workerinput", {}).get("workerid", "")
    settings.DATABASES["default"]["TEST"]["NAME"] += f"_{worker}" if worker else ""
    connection.settings_dict["TEST"]["NAME"] = settings.DATABASES["default"]["TEST"]["NAME"]
    with django_db_blocker.unblock():
        if settings.DATABASE_BOOTSTRAP_URL:
            call_command("bootstrap_database", verbosity=0)
        with connected_as_owner():
            databases = setup_databases(verbosity=0, interactive=False, keepdb=take, serialized_aliases=[])
            grant_platform_tables()
            _allow_flush()
            use_quick_emptying()
            test_name = connection.settings_dict["NAME"]
        connection.settings_dict["NAME"] = test_name
    yield
    with django_db_blocker.unblock():
        end_other_sessions(test_name)
        with connected_as_owner():
            connection.settings_dict["NAME"] = test_name
            teardown_databases(databases, verbosity=0, keepdb=keep)


def _allow_flush() -> None:
    """Where there is no superuser, tests that commit are cleaned up by TRUNCATE, which production logins cannot do."""
    with connection.cursor() as cursor:
        cursor.execute("GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO prm_app")


@pytest.fixture(autouse=True)
def _no_scope_left_over() -> Iterator[None]:
    assert current_scope() is None
    yield
    assert current_scope() is None, "a test left its tenant scope open"


@pytest.fixture(autouse=True)
def _empty_cache(request: pytest.FixtureRequest) -> None:
    if "db" in request.fixturenames or "transactional_db" in request.fixturenames:
        cache.clear()


@pytest.fixture
def cast(db: None) -> Cast:
    """Acme with its people and partners, and Globex, which is somebody else's. See `tests.cast`."""
    return make_cast()
