"""Run one piece of work in a child process that may use only so much time and memory."""

import os
import pickle
import resource
import signal
from collections.abc import Callable
from typing import NoReturn

CPU_SECONDS = 60
MEMORY_BYTES = 1_500_000_000


class LimitExceeded(Exception):
    """The work took more time or memory than it was given, and was stopped."""


def run_limited(
    work: Callable[[], bytes], *, cpu_seconds: int = CPU_SECONDS, memory_bytes: int = MEMORY_BYTES
) -> bytes:
    """What `work` returns, computed in a forked child whose processor time and further memory are limited.

    The child shares the parent's database connection and must not touch it: hand in work that only computes. An
    exception of the work is raised here again. Raises LimitExceeded when the child was stopped. POSIX only; fork it
    from a process without threads, such as a Celery worker's.
    """
    return _begun(work, cpu_seconds, memory_bytes)()


def _begun(work: Callable[[], bytes], cpu_seconds: int, memory_bytes: int) -> Callable[[], bytes]:
    """Start the child; what comes back waits for its answer."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _work_in_child(work, writer, cpu_seconds, memory_bytes)
    os.close(writer)

    def answered() -> bytes:
        with os.fdopen(reader, "rb") as answers:
            answer = answers.read()
        _, status = os.waitpid(child, 0)
        return _unpacked(answer, status)

    return answered


def run_limited_in_steps(
    work: Callable[[Callable[[], None]], bytes],
    *,
    on_step: Callable[[int], None],
    cpu_seconds: int = CPU_SECONDS,
    memory_bytes: int = MEMORY_BYTES,
) -> bytes:
    """As `run_limited`, for work that calls what it is handed after each step: `on_step` then runs in this process.

    `on_step` gets the number of steps done so far; steps that end while it runs are told at once with the next.
    """
    reader, writer = os.pipe()

    def step() -> None:
        os.write(writer, b".")

    def stepping() -> bytes:
        try:
            return work(step)
        finally:
            os.close(writer)

    child = _begun(stepping, cpu_seconds, memory_bytes)
    os.close(writer)
    done = 0
    with os.fdopen(reader, "rb", buffering=0) as steps:
        while told := steps.read(1024):
            done += len(told)
            on_step(done)
    return child()


def _work_in_child(work: Callable[[], bytes], writer: int, cpu_seconds: int, memory_bytes: int) -> NoReturn:
    """Limit this process, do the work, send the outcome and leave without any of the parent's clean-up."""
    code = 1
    try:
        _limit(cpu_seconds, memory_bytes)
        with os.fdopen(writer, "wb") as answers:
            answers.write(_outcome(work))
        code = 0
    finally:
        os._exit(code)


def _outcome(work: Callable[[], bytes]) -> bytes:
    try:
        return b"+" + work()
    except MemoryError:
        return b"!"
    except Exception as error:
        return b"-" + _pickled(error)


def _pickled(error: Exception) -> bytes:
    try:
        return pickle.dumps(error)
    except Exception:
        return pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))


def _unpacked(answer: bytes, status: int) -> bytes:
    if answer[:1] == b"+" and os.waitstatus_to_exitcode(status) == 0:
        return answer[1:]
    if answer[:1] == b"-":
        error: Exception = pickle.loads(answer[1:])  # noqa: S301 - written by our own child a moment ago
        raise error
    raise LimitExceeded("The document needs more time or memory than it is given. Ask for less of it.")


def _limit(cpu_seconds: int, memory_bytes: int) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CPU, (_used_seconds() + cpu_seconds, _used_seconds() + cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (_used_memory() + memory_bytes,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _used_seconds() -> int:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return int(used.ru_utime + used.ru_stime) + 1


def _used_memory() -> int:
    """Address space in use already, in bytes; libraries count, so that the allowance is for the work alone."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123 - a kernel file
            return int(statm.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0
