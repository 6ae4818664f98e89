"""``bin/demo``: servers, tables, seed, then web, worker and beat until Ctrl-C."""

import fcntl
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from prm.demo.children import Children
from prm.demo.environment import MANAGE, demo_environment, folder, has_own_servers, mark_prepared
from prm.embedded import EmbeddedError, wipe
from prm.embedded.lifecycle import DEMO
from prm.embedded.places import PROJECT

HOST = "127.0.0.1"
USUAL_PORT = 8000
WEB_SECONDS = 300


class DemoError(Exception):
    """Why the demo cannot run; the message says what to do."""


@dataclass(frozen=True)
class Options:
    """What the command line asked for."""

    fresh: bool = False
    check: bool = False
    port: int | None = None


def run(options: Options, stopping: threading.Event) -> int:
    """Run until ``stopping`` is set, or until the check is done. Returns the exit status; raises `DemoError`."""
    with _only_one(folder()):
        children = Children(folder())
        if children.end_leftovers():
            print("An earlier run had crashed; what it left running is stopped.", flush=True)
        if options.fresh:
            _begin_anew()
        port = choose_port(options.port, quietly=options.check)
        with demo_environment() as environment:
            address = f"http://{HOST}:{port}"
            everything = {**environment, "BASE_URL": address}
            _prepare(everything, stopping)
            try:
                _start_all(children, everything, port)
                _wait_for_web(children, address, stopping)
                if options.check:
                    return _manage("check_demo", everything, stopping)
                return _stay(children, everything, stopping)
            finally:
                print("Stopping.", flush=True)
                children.stop()


def choose_port(wanted: int | None, *, quietly: bool = False) -> int:
    """The wanted port, or the usual one, or a free one when that is taken. Raises `DemoError` when a wanted one is."""
    if wanted is not None:
        if not _is_free(wanted):
            raise DemoError(f"Port {wanted} is in use by another program. Choose another one: bin/demo --port N")
        return wanted
    if not quietly and _is_free(USUAL_PORT):
        return USUAL_PORT
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = int(probe.getsockname()[1])
    if not quietly:
        print(f"Port {USUAL_PORT} is in use by another program; taking {port}.", flush=True)
    return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


@contextmanager
def _only_one(home: Path) -> Iterator[None]:
    with (home / "running").open("a") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise DemoError("bin/demo already runs from this folder. Stop it with Ctrl-C there first.") from error
        yield


def stop_event() -> threading.Event:
    """Set by Ctrl-C, SIGTERM or a closed terminal from now on."""
    stopping = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, lambda *_: stopping.set())
    return stopping


def _begin_anew() -> None:
    if not has_own_servers():
        raise DemoError("--fresh removes the demo's own data; the database behind DATABASE_URL is not its to remove.")
    wipe(DEMO)
    for name in ("media", "static"):
        shutil.rmtree(folder() / name, ignore_errors=True)


def _prepare(environment: Mapping[str, str], stopping: threading.Event) -> None:
    if _manage("prepare_demo", environment, stopping):
        raise DemoError(
            "Stopped."
            if stopping.is_set()
            else "The demo's data could not be prepared; see above. bin/demo --fresh begins anew."
        )
    mark_prepared()


def _manage(command: str, environment: Mapping[str, str], stopping: threading.Event) -> int:
    """Run a management command out of reach of the terminal's Ctrl-C, ending it in order when we are to stop."""
    with subprocess.Popen([*MANAGE, command], env=environment, cwd=PROJECT, start_new_session=True) as process:
        while process.poll() is None:
            if stopping.wait(0.1):
                process.terminate()
                break
        return process.wait()


def _start_all(children: Children, environment: Mapping[str, str], port: int) -> None:
    serve = str(PROJECT / "bin" / "serve")
    common = {**environment, "VIRTUAL_ENV": sys.prefix, "PYTHONUNBUFFERED": "1"}
    children.start("web", [serve, "web"], {**common, "BIND": HOST, "PORT": str(port)})
    children.start("worker", [serve, "worker"], common)
    children.start("beat", [serve, "beat"], {**common, "BEAT_SCHEDULE": str(folder() / "beat")})


def _wait_for_web(children: Children, address: str, stopping: threading.Event) -> None:
    print("Starting the web server.", flush=True)
    deadline = time.monotonic() + WEB_SECONDS
    while not _answers(f"{address}/livez"):
        _raise_if_ended(children)
        if stopping.is_set() or time.monotonic() > deadline:
            log = folder() / "web.log"
            raise DemoError(f"The web server did not answer at {address} in {WEB_SECONDS} seconds; its log is {log}.")
        time.sleep(0.1)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:  # noqa: S310  (our own loopback address)
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _stay(children: Children, environment: Mapping[str, str], stopping: threading.Event) -> int:
    print(f"\nTandem runs at {environment['BASE_URL']}/\n", flush=True)
    subprocess.run([*MANAGE, "seed_demo", "--print-accounts"], env=environment, cwd=PROJECT, check=False)
    print(f"\nCtrl-C stops it. Logs and mails: {folder()}/*.log", flush=True)
    while not stopping.wait(0.3):
        _raise_if_ended(children)
    return 0


def _raise_if_ended(children: Children) -> None:
    ended = children.first_to_end()
    if ended is not None:
        raise DemoError(f"The {ended.name} process ended by itself. Its last words:\n{ended.last_words()}")


def main_with(options: Options, stopping: threading.Event) -> int:
    """`run`, with expected failures told as a sentence on stderr."""
    try:
        return run(options, stopping)
    except (DemoError, EmbeddedError) as error:
        print(error, file=sys.stderr)
        return 1
