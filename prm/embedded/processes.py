"""Telling our own processes from strangers that were given the same number."""

import os
import signal
import time
from contextlib import suppress

import psutil


def is_alive(pid: int, *, program: str) -> bool:
    """Whether process ``pid`` runs now and is called ``program``; a zombie counts as gone."""
    with suppress(psutil.Error):
        process = psutil.Process(pid)
        return process.status() != psutil.STATUS_ZOMBIE and process.name().startswith(program)
    return False


def wait_until_gone(pid: int, *, program: str, seconds: float) -> bool:
    """Wait for the process to end; False when it is still there after ``seconds``."""
    deadline = time.monotonic() + seconds
    while is_alive(pid, program=program):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def end(pid: int, *, program: str, seconds: float) -> None:
    """Ask the process to end and insist after ``seconds``; harmless when it is gone or not the named program."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        if not is_alive(pid, program=program):
            return
        with suppress(ProcessLookupError):
            os.kill(pid, sign)
        if wait_until_gone(pid, program=program, seconds=seconds):
            return
