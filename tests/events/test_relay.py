"""From the outbox to the broker, through a real one and without one."""

import threading

import pytest
from django.db import connection

from prm.events.models import OutboxEntry
from prm.events.recording import record
from prm.events.relay import send_waiting
from prm.events.subscribing import subscribe
from prm.events.tasks import relay_outbox
from prm.tenancy.scope import in_tenant
from tests.cast import NOW, Cast, make_cast
from tests.events.broker import broker_away, own_queue, waiting_in

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "tests.partner.rung_up"
subscribe(NAME, "tests.ring_back")


def happen(cast: Cast, times: int = 1) -> None:
    with in_tenant(cast.acme.pk):
        for _ in range(times):
            record(NAME, subject=cast.polaris, by=cast.alice, at=NOW)


def test_a_task_leaves_right_after_the_commit_and_not_before() -> None:
    cast = make_cast()
    with own_queue() as queue:
        with in_tenant(cast.acme.pk):
            record(NAME, subject=cast.polaris, by=cast.alice, at=NOW)
            assert waiting_in(queue) == 0
        assert (waiting_in(queue), OutboxEntry.objects.count()) == (1, 0)


def test_what_finds_the_broker_away_stays_and_leaves_later() -> None:
    cast = make_cast()
    with broker_away():
        happen(cast)
        assert OutboxEntry.objects.count() == 1
        assert relay_outbox() == 0
    with own_queue() as queue:
        assert relay_outbox() == 1
        assert (waiting_in(queue), OutboxEntry.objects.count()) == (1, 0)


def test_two_relays_at_once_send_nothing_twice() -> None:
    cast = make_cast()
    with broker_away():
        happen(cast)
    entry = OutboxEntry.objects.get()
    OutboxEntry.objects.bulk_create(
        OutboxEntry(for_tenant=entry.for_tenant, event_id=entry.event_id, task=entry.task) for _ in range(299)
    )
    with own_queue() as queue:
        assert sum(at_once(send_waiting, 4)) == 300
        assert (waiting_in(queue), OutboxEntry.objects.count()) == (300, 0)


def at_once(work: object, times: int) -> list[int]:
    """Run the relay in several threads, each with a connection of its own."""
    sent: list[int] = []

    def run() -> None:
        try:
            sent.append(relay_outbox())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sent
