"""Several commands want the servers at once, and leave in any order and manner."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest

from prm.embedded import EmbeddedError, ServiceUrls, lease, start, status, stop, wipe
from prm.embedded.lifecycle import TEST
from prm.embedded.places import PROJECT
from tests.embedded.conftest import run_python

HOLD = """
import sys
from pathlib import Path
from prm.embedded import lease
with lease("test", root=Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_user(home: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", HOLD, str(home)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=PROJECT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def answer(urls: ServiceUrls) -> int:
    connection = psycopg2.connect(urls.database_url("postgres"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT 42")
        (value,) = cursor.fetchone() or (0,)
    connection.close()
    return int(value)


def test_a_lease_starts_both_servers_and_stops_them_at_its_end(home: Path) -> None:
    with lease(TEST, root=home) as urls:
        assert answer(urls) == 42
        assert status(TEST, root=home) == urls
    assert status(TEST, root=home) is None


def test_the_addresses_stay_the_same_from_run_to_run(home: Path) -> None:
    with lease(TEST, root=home) as first:
        pass
    with lease(TEST, root=home) as second:
        assert second == first


def test_two_commands_begun_at_once_share_one_set(home: Path) -> None:
    with another_user(home), another_user(home), lease(TEST, root=home) as urls:
        assert answer(urls) == 42


def test_the_servers_stay_while_somebody_else_uses_them(home: Path) -> None:
    with another_user(home) as other:
        with lease(TEST, root=home) as urls:
            pass
        assert answer(urls) == 42
        assert other.stdin is not None
        other.stdin.close()
        assert other.wait(timeout=30) == 0
    assert status(TEST, root=home) is None


def test_a_killed_user_holds_nothing_back(home: Path) -> None:
    with another_user(home) as other:
        other.send_signal(signal.SIGKILL)
        other.wait(timeout=10)
    with lease(TEST, root=home) as urls:
        assert answer(urls) == 42
    assert status(TEST, root=home) is None


def test_started_servers_outlive_a_lease_until_they_are_stopped(home: Path) -> None:
    urls = start(TEST, root=home)
    with lease(TEST, root=home) as leased:
        assert leased == urls
    assert status(TEST, root=home) == urls
    assert stop(TEST, root=home)
    assert not stop(TEST, root=home)


def test_data_in_use_is_not_wiped(home: Path) -> None:
    with another_user(home), pytest.raises(EmbeddedError, match="Another process uses the test data"):
        wipe(TEST, root=home)


def test_stopping_what_never_ran_is_harmless(tmp_path: Path) -> None:
    assert not stop(TEST, root=tmp_path)
    assert status(TEST, root=tmp_path) is None


def test_nothing_here_needs_django() -> None:
    done = run_python("import sys, prm.embedded; print('django' in sys.modules, 'celery' in sys.modules)")
    assert done.stdout == "False False\n"


def test_a_second_start_is_quick(home: Path) -> None:
    with lease(TEST, root=home):
        before = time.monotonic()
        with lease(TEST, root=home):
            assert time.monotonic() - before < 3
