"""The environment that the demo's processes run in: the given URLs, or servers of our own."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from prm.embedded.lifecycle import DEMO, lease
from prm.embedded.places import PROJECT, places_for

MANAGE = [sys.executable, str(PROJECT / "manage.py")]


def folder() -> Path:
    """Where the demo keeps what is its own: uploads, collected static files, logs."""
    home = places_for(DEMO).home
    home.mkdir(parents=True, exist_ok=True)
    return home


def has_own_servers() -> bool:
    """Whether the demo brings Postgres itself, because no ``DATABASE_URL`` is set."""
    return "DATABASE_URL" not in os.environ


@contextmanager
def demo_environment() -> Iterator[dict[str, str]]:
    """All variables for a child process. What is set already stays; servers run as long as the block does."""
    given = {**_defaults(), **os.environ}
    if {"DATABASE_URL", "REDIS_URL"} <= given.keys():
        yield given
        return
    with lease(DEMO) as urls:
        yield {**given, **urls.missing_from(given)}


def ensure_tables(environment: Mapping[str, str]) -> None:
    """Make roles and tables in servers of our own when nobody has yet. Raises `CalledProcessError` with its output."""
    if has_own_servers() and not _prepared().exists():
        for command in ("bootstrap_database", "migrate"):
            subprocess.run(
                [*MANAGE, command, "--verbosity=0"], env=environment, cwd=PROJECT, check=True, stdout=sys.stderr
            )
        mark_prepared()


def mark_prepared() -> None:
    """Note that roles and tables exist. The note goes when the data is wiped."""
    if has_own_servers():
        _prepared().touch()


def _prepared() -> Path:
    return places_for(DEMO).data / "prepared"


def _defaults() -> dict[str, str]:
    own = folder()
    return {
        "DJANGO_SETTINGS_MODULE": "prm.settings.dev",
        "MEDIA_ROOT": str(own / "media"),
        "STATIC_ROOT": str(own / "static"),
    }
