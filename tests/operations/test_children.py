"""The demo ends all that it started, and nothing else."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from prm.demo.children import Children
from prm.embedded.processes import wait_until_gone

SLEEP = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(600)"]
# Has a child of its own, prints its number, and does not listen to being asked.
STUBBORN = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print(subprocess.Popen(["sleep", "600"]).pid, flush=True)
time.sleep(600)
"""


@pytest.fixture
def children(tmp_path: Path) -> Iterator[Children]:
    started = Children(tmp_path)
    yield started
    started.stop()


@pytest.fixture
def stranger() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(["sleep", "600"]) as process:
        yield process
        process.kill()


def words_of(log: Path) -> str:
    deadline = time.monotonic() + 20
    while not (log.exists() and log.read_text().strip()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return log.read_text()


def recorded(folder: Path) -> list[int]:
    return [pid for pid, _ in json.loads((folder / "children.json").read_text())]


def test_stop_ends_every_child(children: Children, tmp_path: Path, stranger: subprocess.Popen[bytes]) -> None:
    children.start("one", SLEEP, os.environ)
    children.start("two", SLEEP, os.environ)
    pids = recorded(tmp_path)
    children.stop()
    assert [pid for pid in pids if psutil.pid_exists(pid)] == []
    assert stranger.poll() is None
    assert not (tmp_path / "children.json").exists()


def test_children_of_a_child_that_does_not_listen_end_too(
    children: Children, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("prm.demo.children.PATIENCE_SECONDS", 0.5)
    children.start("stubborn", [sys.executable, "-c", STUBBORN], os.environ)
    grandchild = int(words_of(tmp_path / "stubborn.log"))
    children.stop()
    assert wait_until_gone(grandchild, program="sleep", seconds=5)


def test_ctrl_c_in_the_terminal_does_not_reach_a_child(children: Children, tmp_path: Path) -> None:
    children.start("one", SLEEP, os.environ)
    (pid,) = recorded(tmp_path)
    assert os.getpgid(pid) == pid != os.getpgid(0)


def test_a_child_that_ends_by_itself_is_told_with_its_last_words(children: Children) -> None:
    children.start("short", [sys.executable, "-c", "print('no port for me'); raise SystemExit(3)"], os.environ)
    deadline = time.monotonic() + 20
    while (ended := children.first_to_end()) is None and time.monotonic() < deadline:
        time.sleep(0.05)
    assert ended is not None
    assert (ended.name, ended.last_words()) == ("short", "no port for me")


def test_the_next_run_ends_what_a_crash_left_behind(tmp_path: Path) -> None:
    crashed = Children(tmp_path)
    crashed.start("one", SLEEP, os.environ)
    (pid,) = recorded(tmp_path)
    assert Children(tmp_path).end_leftovers() == 1
    assert wait_until_gone(pid, program="python", seconds=5)


def test_a_number_that_now_belongs_to_a_stranger_is_left_alone(
    tmp_path: Path, stranger: subprocess.Popen[bytes]
) -> None:
    (tmp_path / "children.json").write_text(json.dumps([[stranger.pid, 12345.0]]))
    assert Children(tmp_path).end_leftovers() == 0
    assert stranger.poll() is None


@pytest.mark.parametrize("text", ["", "{", "[1]", '[["a", 2]]'])
def test_an_unreadable_record_is_no_obstacle(tmp_path: Path, text: str) -> None:
    (tmp_path / "children.json").write_text(text)
    assert Children(tmp_path).end_leftovers() == 0
