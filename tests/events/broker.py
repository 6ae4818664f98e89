"""A broker of the test's own: real, one that is away, and a worker process that takes from it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

from celery import Celery
from django.conf import settings
from django.db import connection
from redis import Redis

from prm.celery import app as product_app

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def own_queue() -> Iterator[str]:
    """Whatever is sent meanwhile goes to a queue that nobody else reads."""
    app, name = product_app, f"tests-{uuid4().hex[:8]}"
    before, app.conf.task_default_queue = app.conf.task_default_queue, name
    app.amqp.__dict__.pop("queues", None)
    try:
        yield name
    finally:
        app.conf.task_default_queue = before
        app.amqp.__dict__.pop("queues", None)
        with Redis.from_url(settings.CELERY_BROKER_URL) as broker:
            broker.delete(name)


def waiting_in(queue: str) -> int:
    """How many tasks wait."""
    with Redis.from_url(settings.CELERY_BROKER_URL) as broker:
        return int(broker.llen(queue))


@contextmanager
def broker_away() -> Iterator[None]:
    """The broker does not answer."""
    away = Celery("away", broker="redis://127.0.0.1:1/0", set_as_current=False)
    away.conf.update(broker_transport_options=settings.CELERY_BROKER_TRANSPORT_OPTIONS)
    away.set_current()
    try:
        yield
    finally:
        product_app.set_current()
        away.close()


@contextmanager
def worker(queue: str, *, notes: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A real worker process on the test database, with the tasks of `tests.events.worker_app`."""
    url = urlsplit(os.environ["DATABASE_URL"])
    name = str(connection.settings_dict["NAME"])
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "prm.settings.test",
        "DATABASE_URL": urlunsplit(url._replace(path=f"/{name}")),
        "REDIS_URL": settings.REDIS_URL,
        "WORKER_NOTES": str(notes),
    }
    command = [sys.executable, "-m", "celery", "-A", "tests.events.worker_app", "worker", "-Q", queue]
    command += ["--concurrency", "1", "--pool", "prefork", "--loglevel", "INFO", "--without-gossip", "--without-mingle"]
    with (notes / "log").open("ab") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until(holds: Callable[[], bool], *, seconds: float, log: Path) -> None:
    """Come back once it holds; fail with the worker's log when it does not in time."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, log.read_text()[-3000:]
        time.sleep(0.1)
