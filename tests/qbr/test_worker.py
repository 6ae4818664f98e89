"""A real Celery worker, taking its work from the real broker."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction

from prm.documents.enums import BuildStatus
from prm.documents.models import StoredFile
from prm.tenancy.scope import in_tenant, tenant_scope
from qbr.models import Qbr
from qbr.operations.request_qbr import request_qbr
from tests.cast import NOW, Cast
from tests.qbr.conftest import AS_OF

pytestmark = pytest.mark.slow
COMMAND = (
    sys.executable,
    "-m",
    "celery",
    "-A",
    "prm.celery",
    "worker",
    "-P",
    "solo",
    "-l",
    "warning",
    "--without-mingle",
)


@contextmanager
def worker(media: Path) -> Iterator[None]:
    """A worker on the test's database, in a process group of its own; killed with all its children at the end."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    own = {"DATABASE_URL": url, "MEDIA_ROOT": str(media), "DJANGO_SETTINGS_MODULE": "prm.settings.test"}
    process = subprocess.Popen(COMMAND, env={**os.environ, **own}, start_new_session=True)
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=30)


def wait_for(review: Qbr, *statuses: BuildStatus) -> Qbr:
    """The review as soon as it has come to one of these."""
    for _ in range(1200):
        with in_tenant(review.tenant_id):
            found = Qbr.objects.get(pk=review.pk)
        if found.state in statuses:
            return found
        time.sleep(0.05)
    raise AssertionError(f"after a minute the review is still {found.state}: {found.failure}")


@pytest.fixture
def asked(cast: Cast) -> Qbr:
    with tenant_scope(cast.bob.scope()), transaction.atomic():
        return request_qbr(partner=cast.polaris, as_of=AS_OF, by=cast.bob, at=NOW)


def test_a_worker_builds_what_was_asked_for(asked: Qbr, private_storage: Path) -> None:
    with worker(private_storage):
        built = wait_for(asked, BuildStatus.READY, BuildStatus.FAILED)
    assert (built.state, built.failure) == (BuildStatus.READY, "")
    assert sum(path.is_file() for path in private_storage.rglob("*")) == 2


def test_a_worker_killed_half_way_leaves_nothing_half_done(
    asked: Qbr, private_storage: Path, run_builds: Callable[[], None]
) -> None:
    with worker(private_storage):
        killed = wait_for(asked, BuildStatus.BUILDING)
    assert killed.state is BuildStatus.BUILDING
    run_builds()
    assert wait_for(asked, BuildStatus.READY).progress == 100
    with in_tenant(asked.tenant_id):
        assert sorted(StoredFile.objects.values_list("kind", flat=True)) == ["qbr.deck", "qbr.pdf"]
