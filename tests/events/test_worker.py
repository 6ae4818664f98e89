"""A real worker, killed while it works: what it did not finish is done again, and acts once."""

import os
import signal
from pathlib import Path

import pytest
from django.utils import timezone

from partners.models import Contact
from prm.events.recording import record
from prm.events.subscribing import subscribe
from prm.people.models import Membership
from prm.tenancy.scope import in_tenant
from tests.cast import NOW, Cast, make_cast
from tests.events.broker import own_queue, wait_until, waiting_in, worker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
for _point in ("before", "after"):
    subscribe(f"tests.killed.{_point}", f"tests.killed_{_point}_commit")


def greeted(cast: Cast) -> int:
    with in_tenant(cast.acme.pk):
        return Contact.objects.filter(name="Greeted").count()


def happen(cast: Cast, point: str) -> None:
    with in_tenant(cast.acme.pk):
        record(f"tests.killed.{point}", subject=cast.polaris, by=cast.bob, at=NOW, partner_id=cast.polaris.pk)


@pytest.mark.parametrize(("point", "done_when_killed"), [("before", 0), ("after", 1)])
def test_a_killed_task_runs_again_and_acts_once(tmp_path: Path, point: str, done_when_killed: int) -> None:
    cast, log = make_cast(), tmp_path / "log"
    note = tmp_path / point
    with own_queue() as queue, worker(queue, notes=tmp_path):
        happen(cast, point)
        wait_until(lambda: note.exists() and bool(note.read_text()), seconds=150, log=log)
        os.kill(int(note.read_text()), signal.SIGKILL)
        assert greeted(cast) == done_when_killed
        wait_until(lambda: log.read_text().count("succeeded in") == 1, seconds=150, log=log)
        assert (greeted(cast), waiting_in(queue)) == (1, 0)


def test_a_task_of_somebody_seen_off_meanwhile_does_nothing(tmp_path: Path) -> None:
    cast, log = make_cast(), tmp_path / "log"
    (tmp_path / "before").touch()
    with own_queue() as queue:
        happen(cast, "before")
        with in_tenant(cast.acme.pk):
            Membership.objects.filter(pk=cast.bob.pk).update(ended_at=timezone.now())
        with worker(queue, notes=tmp_path):
            wait_until(lambda: "its member has left" in log.read_text(), seconds=150, log=log)
        assert greeted(cast) == 0
