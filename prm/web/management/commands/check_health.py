"""One process's health, asked from beside it: what container health checks call."""

import os
import socket
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import urlsplit

from celery import current_app
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from prm.web.health import jobs_are_late

PATIENCE_SECONDS = 5


class Command(BaseCommand):
    help = "Exit 0 when the web, worker or beat process on this machine is healthy; otherwise 1 with the reason."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("process", choices=["web", "worker", "beat"])

    def handle(self, *args: Any, **options: Any) -> None:
        reason = {"web": web, "worker": worker, "beat": beat}[options["process"]]()
        if reason:
            raise CommandError(reason)
        self.stdout.write("healthy")


def web() -> str:
    """Why the web server on $PORT cannot serve, or empty text."""
    url = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/readyz"
    host = urlsplit(settings.BASE_URL).netloc
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers={"Host": host}), timeout=PATIENCE_SECONDS):
            return ""
    except urllib.error.HTTPError as error:
        return f"{url}: {error.code} {error.read(300).decode(errors='replace')}"
    except OSError as error:
        return f"{url}: {error}"


def worker() -> str:
    """Why this machine's worker takes no tasks, or empty text."""
    name = f"celery@{socket.gethostname()}"
    answers = current_app.control.ping(destination=[name], timeout=PATIENCE_SECONDS)
    return "" if answers else f"{name} does not answer through the broker"


def beat() -> str:
    """Why scheduled work does not happen (beat or every worker is gone), or empty text."""
    return "the outbox has not been swept lately" if jobs_are_late(timezone.now()) else ""
