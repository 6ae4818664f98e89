"""The processes that the demo starts, each in a group of its own, and ends whatever happens."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from prm.embedded.places import PROJECT

PATIENCE_SECONDS = 15


@dataclass(frozen=True)
class Child:
    """A running process and where it writes."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    def last_words(self, lines: int = 15) -> str:
        """The end of its log, for a person to read."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


class Children:
    """Started together, ended together. Their numbers are on record, so that the next run can end what a crash left."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._record = folder / "children.json"
        self._running: list[Child] = []

    def start(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Start a process; what it prints goes to ``<name>.log``."""
        log = self._folder / f"{name}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                command,
                env=environment,
                cwd=PROJECT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._running.append(Child(name=name, process=process, log=log))
        self._write_record()

    def first_to_end(self) -> Child | None:
        """A child that has ended by itself, if any."""
        return next((child for child in self._running if child.process.poll() is not None), None)

    def stop(self) -> None:
        """End all: each leader is asked and winds up its own; after `PATIENCE_SECONDS` the whole groups are killed."""
        for child in self._running:
            child.process.terminate()
        deadline = time.monotonic() + PATIENCE_SECONDS
        for child in self._running:
            with suppress(subprocess.TimeoutExpired):
                child.process.wait(timeout=max(0.1, deadline - time.monotonic()))
            _kill_group(child.process.pid)
            child.process.wait()
        self._running.clear()
        self._record.unlink(missing_ok=True)

    def end_leftovers(self) -> int:
        """Kill what an earlier run that crashed left behind; returns how many processes that were."""
        leaders = [leader for entry in self._read_record() if (leader := _same_process(*entry)) is not None]
        for leader in leaders:
            _kill_group(leader.pid)
        psutil.wait_procs(leaders, timeout=PATIENCE_SECONDS)
        self._record.unlink(missing_ok=True)
        return len(leaders)

    def _write_record(self) -> None:
        entries = []
        for child in self._running:
            with suppress(psutil.NoSuchProcess):
                entries.append((child.process.pid, psutil.Process(child.process.pid).create_time()))
        self._record.write_text(json.dumps(entries))

    def _read_record(self) -> list[tuple[int, float]]:
        try:
            return [(int(pid), float(created)) for pid, created in json.loads(self._record.read_text())]
        except (FileNotFoundError, TypeError, ValueError):
            return []


def _same_process(pid: int, created: float) -> psutil.Process | None:
    """The process, unless its number has been given to another since."""
    with suppress(psutil.Error):
        process = psutil.Process(pid)
        if abs(process.create_time() - created) < 1:
            return process
    return None


def _kill_group(pid: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
