"""Starting and stopping a set when several processes want it at once.

Every user of a set holds a shared lock on its ``lease`` file: the kernel drops it when the user dies, however it dies.
The last one to leave stops the servers, unless ``start`` asked for them to stay. Starting and stopping happen under
an exclusive lock, so that two commands begun together make one set.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from prm.embedded import postgres, valkey
from prm.embedded.errors import EmbeddedError
from prm.embedded.places import Places, places_for
from prm.embedded.urls import ServiceUrls

TEST = "test"
DEMO = "demo"


def start(name: str = DEMO, *, root: Path | None = None) -> ServiceUrls:
    """Have the set run until `stop`; harmless when it runs. Raises `EmbeddedError` with what to do."""
    places = _made(name, root)
    with _exclusive(places):
        _stays(places).touch()
        return _start_servers(places)


def stop(name: str = DEMO, *, root: Path | None = None) -> bool:
    """Stop the set, whoever uses it; False when nothing ran."""
    places = places_for(name, root=root)
    if not places.home.exists():
        return False
    with _exclusive(places):
        _stays(places).unlink(missing_ok=True)
        return _stop_servers(places)


def status(name: str = DEMO, *, root: Path | None = None) -> ServiceUrls | None:
    """The addresses when both servers answer now, else None. Starts nothing."""
    places = places_for(name, root=root)
    instance = valkey.remembered(places) if places.home.exists() else None
    if instance is None or not valkey.answers(instance) or not postgres.is_running(places):
        return None
    return ServiceUrls(sockets=places.sockets, redis_url=instance.url)


@contextmanager
def lease(name: str = DEMO, *, root: Path | None = None) -> Iterator[ServiceUrls]:
    """Use the set for a while: started when nobody had it, stopped when the last user leaves."""
    places = _made(name, root)
    with _locked_file(places.home / "lease") as held:
        with _exclusive(places):
            fcntl.flock(held, fcntl.LOCK_SH)
            urls = _start_servers(places)
        try:
            yield urls
        finally:
            _leave(places, held)


def wipe(name: str = DEMO, *, root: Path | None = None) -> None:
    """Remove the set's data. Raises `EmbeddedError` while another process uses it."""
    places = _made(name, root)
    with _locked_file(places.home / "lease") as held, _exclusive(places):
        if not _is_last(held):
            raise EmbeddedError(f"Another process uses the {name} data now: stop it first, then begin anew.")
        _stays(places).unlink(missing_ok=True)
        _stop_servers(places)
        for folder in (places.data, places.sockets):
            shutil.rmtree(folder, ignore_errors=True)


def _made(name: str, root: Path | None) -> Places:
    places = places_for(name, root=root)
    try:
        places.make()
    except PermissionError as error:
        raise EmbeddedError(
            f"{error.filename} belongs to another user, perhaps from a run as root. "
            f"Remove {places.home} as that user, or set TANDEM_HOME to a folder of your own."
        ) from error
    return places


def _start_servers(places: Places) -> ServiceUrls:
    durable = places.name != TEST
    postgres.start(places, durable=durable)
    return ServiceUrls(sockets=places.sockets, redis_url=valkey.start(places, durable=durable).url)


def _stop_servers(places: Places) -> bool:
    stopped = [valkey.stop(places), postgres.stop(places)]
    return any(stopped)


def _leave(places: Places, held: int) -> None:
    with _exclusive(places):
        if _is_last(held) and not _stays(places).exists():
            _stop_servers(places)


def _is_last(held: int) -> bool:
    """Whether nobody else holds the lease; the caller has the exclusive lock, so nobody can come meanwhile."""
    with suppress(BlockingIOError):
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


@contextmanager
def _exclusive(places: Places) -> Iterator[None]:
    with _locked_file(places.home / "lock") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


@contextmanager
def _locked_file(path: Path) -> Iterator[int]:
    held = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield held
    finally:
        os.close(held)


def _stays(places: Places) -> Path:
    return places.home / "stays"
