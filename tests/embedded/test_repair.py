"""What a crash, a stranger on the port or a half-made folder leaves behind is mended or named."""

import os
import shutil
import signal
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from prm.embedded import EmbeddedError, lease, postgres, start, stop, valkey, wipe
from prm.embedded.lifecycle import TEST
from prm.embedded.places import LONGEST_SOCKET_FOLDER, Places, places_for
from prm.embedded.processes import wait_until_gone
from tests.embedded.test_lifecycle import answer


@pytest.fixture(autouse=True)
def stopped(home: Path) -> Iterator[None]:
    yield
    stop(TEST, root=home)


def kill_both(places: Places) -> None:
    pid, known = postgres.server_pid(places), valkey.remembered(places)
    assert pid is not None and known is not None
    for number, program in ((pid, postgres.PROGRAM), (known.pid, valkey.PROGRAM)):
        os.kill(number, signal.SIGKILL)
        assert wait_until_gone(number, program=program, seconds=10)


def test_servers_that_were_killed_start_again(home: Path, places: Places) -> None:
    start(TEST, root=home)
    kill_both(places)
    assert answer(start(TEST, root=home)) == 42


def test_a_process_number_that_now_belongs_to_a_stranger_is_no_obstacle(home: Path, places: Places) -> None:
    start(TEST, root=home)
    kill_both(places)
    pid_file = places.postgres_data / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    assert answer(start(TEST, root=home)) == 42


def test_another_port_is_taken_when_a_stranger_has_ours(home: Path, places: Places) -> None:
    start(TEST, root=home)
    stop(TEST, root=home)
    known = valkey.remembered(places)
    assert known is not None
    with socket.create_server((valkey.HOST, known.port)):
        urls = start(TEST, root=home)
        assert f":{known.port}/" not in urls.redis_url
        found = valkey.remembered(places)
        assert found is not None and valkey.answers(found)


def test_an_unreadable_record_is_forgotten(home: Path, places: Places) -> None:
    start(TEST, root=home)
    stop(TEST, root=home)
    (places.home / "valkey.json").write_text("{")
    assert valkey.answers(valkey.start(places, durable=False))


def test_a_folder_that_was_being_made_is_made_again(home: Path, places: Places) -> None:
    wipe(TEST, root=home)
    half_made = places.data / "postgres.new"
    half_made.mkdir(parents=True)
    (half_made / "PG_VERSION").write_text("18\n")
    assert answer(start(TEST, root=home)) == 42


def test_data_of_another_postgres_is_refused_in_words(home: Path, places: Places) -> None:
    start(TEST, root=home)
    stop(TEST, root=home)
    version = places.postgres_data / "PG_VERSION"
    before = version.read_text()
    version.write_text("15\n")
    with pytest.raises(EmbeddedError, match=r"made by Postgres 15 and this is 18.*bin/demo --fresh"):
        start(TEST, root=home)
    version.write_text(before)


def test_why_postgres_cannot_start_is_told_with_its_log(home: Path, places: Places) -> None:
    start(TEST, root=home)
    stop(TEST, root=home)
    with (places.postgres_data / "postgresql.conf").open("a") as settings:
        settings.write("no_such_setting = 1\n")
    with pytest.raises(EmbeddedError, match="no_such_setting"):
        start(TEST, root=home)
    wipe(TEST, root=home)


def test_a_long_path_gets_a_short_folder_for_its_sockets() -> None:
    folder = Path(tempfile.mkdtemp(prefix="tandem-test-"))
    folder.chmod(0o755)
    deep = folder / "a-folder-with-quite-a-long-name" / "and one more, with spaces" / "and-yet-another"
    places = places_for(TEST, root=deep)
    assert len(str(places.data)) > LONGEST_SOCKET_FOLDER - 10 > len(str(places.sockets))
    with lease(TEST, root=deep) as urls:
        assert answer(urls) == 42
    wipe(TEST, root=deep)
    shutil.rmtree(folder)


def test_a_link_laid_in_a_shared_folder_is_not_followed(tmp_path: Path, places: Places) -> None:
    link = tmp_path / "laid"
    link.symlink_to(tmp_path)
    laid = Places(name=TEST, home=tmp_path / "home", data=link, sockets=tmp_path / "run", account=places.account)
    with pytest.raises(EmbeddedError, match="belongs to another user"):
        laid.make()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the servers as somebody else")
def test_root_keeps_closed_folders_closed(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    places = places_for(TEST, root=tmp_path)
    assert not places.data.is_relative_to(tmp_path)
    with lease(TEST, root=tmp_path) as urls:
        assert answer(urls) == 42
    assert tmp_path.stat().st_mode & 0o777 == 0o700
    wipe(TEST, root=tmp_path)
