"""What the worker process of `tests.events.broker` runs: the product's app, and tasks that stop where a test says."""

import os
import time
from pathlib import Path

import django

django.setup()

from django.db import transaction  # noqa: E402  after setup

from partners.models import Contact  # noqa: E402
from prm.celery import app  # noqa: E402
from prm.events.models import Event  # noqa: E402
from prm.events.recording import claim  # noqa: E402
from prm.events.tasks import tenant_task  # noqa: E402

__all__ = ["app"]
NOTES = Path(os.environ.get("WORKER_NOTES", "."))


def stop_here_once(name: str) -> None:
    """Note that this point was reached, with the process; the first time, stay until killed."""
    note = NOTES / name
    if note.exists():
        return
    note.write_text(str(os.getpid()))
    time.sleep(120)


def _greet(event: Event) -> None:
    if claim("tests.greeting", str(event.pk)) and event.partner_id:
        Contact.objects.create(partner_id=event.partner_id, name="Greeted")


@tenant_task("tests.killed_before_commit")
def killed_before_commit(event: Event) -> None:
    with transaction.atomic():
        _greet(event)
        stop_here_once("before")


@tenant_task("tests.killed_after_commit")
def killed_after_commit(event: Event) -> None:
    with transaction.atomic():
        _greet(event)
    stop_here_once("after")
