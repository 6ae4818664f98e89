"""The stage as fixtures: set once for a module, and put back after each test."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.isolation.stage import Stage, stage_set, undone


@pytest.fixture(scope="module")
def whole_stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    with django_db_blocker.unblock(), stage_set() as stage:
        yield stage


@pytest.fixture
def stage(whole_stage: Stage, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    with django_db_blocker.unblock(), undone():
        yield whole_stage
