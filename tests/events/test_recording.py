"""Events: one transaction with the change, and an effect that happens once."""

from contextlib import suppress
from datetime import timedelta
from functools import partial

import pytest
from django.db import DatabaseError, transaction

from prm.events.models import Event, OutboxEntry
from prm.events.presenting import Change, Entry, entries_of
from prm.events.recording import claim, differences, history_of, record
from prm.events.subscribing import subscribe
from prm.tenancy.scope import in_tenant, tenant_scope
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
NAME = "tests.partner.waved_at"
subscribe(NAME, "tests.wave_back")


class ChangedMind(Exception):
    pass


def test_an_event_and_its_tasks_are_written_with_the_change(cast: Cast) -> None:
    with tenant_scope(cast.bob.scope()), transaction.atomic():
        event = record(NAME, subject=cast.polaris, by=cast.bob, at=NOW, partner_id=cast.polaris.pk)
    assert [(each.task, each.event_id) for each in OutboxEntry.objects.all()] == [("tests.wave_back", event.pk)]


def test_neither_is_written_when_the_change_is_not(cast: Cast) -> None:
    with suppress(ChangedMind), in_tenant(cast.acme.pk):
        record(NAME, subject=cast.polaris, by=cast.alice, at=NOW)
        raise ChangedMind
    assert not OutboxEntry.objects.exists()
    with in_tenant(cast.acme.pk):
        assert not Event.objects.exists()


@pytest.mark.parametrize("statement", ["update", "delete"])
def test_nobody_rewrites_history(cast: Cast, statement: str) -> None:
    with in_tenant(cast.acme.pk):
        record(NAME, subject=cast.polaris, by=cast.alice, at=NOW)
        rows = Event.objects.filter(name=NAME)
    change = (
        partial(rows.update, actor_name="Nobody") if statement == "update" else partial(rows._raw_delete, "default")
    )
    with pytest.raises(DatabaseError, match="permission denied"), in_tenant(cast.acme.pk):
        change()


def test_nobody_inside_a_tenant_reads_the_outbox(cast: Cast) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), in_tenant(cast.acme.pk):
        OutboxEntry.objects.exists()


def test_a_cam_cannot_write_an_event_about_a_partner_out_of_reach(cast: Cast) -> None:
    with pytest.raises(DatabaseError, match="row-level security"), tenant_scope(cast.bob.scope()), transaction.atomic():
        record(NAME, subject=cast.orion, by=cast.bob, at=NOW, partner_id=cast.orion.pk)


def test_a_history_is_told_newest_first_with_names_of_then(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        record(NAME, subject=cast.polaris, by=cast.alice, at=NOW)
        changes = differences({"tier": "Gold", "city": "Bonn"}, {"tier": None, "city": "Bonn"}, {"tier": "Tier"})
        record(NAME, subject=cast.polaris, by=None, at=NOW + timedelta(days=1), changes=changes)
        told = entries_of(history_of(cast.polaris), about=cast.polaris.pk)
    assert told == [
        Entry("Partner waved at", "", "Tandem", NOW + timedelta(days=1), [Change("Tier", "Gold", "")]),
        Entry("Partner waved at", "", "Alice", NOW, []),
    ]


def test_an_effect_is_claimed_once_in_a_tenant(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        assert (claim("letter", "1"), claim("letter", "1"), claim("letter", "2")) == (True, False, True)
    with in_tenant(cast.globex.pk):
        assert claim("letter", "1")


def test_a_claim_goes_with_the_transaction_that_failed(cast: Cast) -> None:
    with suppress(ChangedMind), in_tenant(cast.acme.pk):
        assert claim("letter", "1")
        raise ChangedMind
    with in_tenant(cast.acme.pk):
        assert claim("letter", "1")
