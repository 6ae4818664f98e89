"""What `bin/demo` says when it cannot simply run."""

import os
import socket
import threading
from pathlib import Path

import pytest

from prm.demo.__main__ import parse
from prm.demo.running import DemoError, Options, _only_one, choose_port, main_with


def test_the_command_line_is_understood() -> None:
    assert parse(["--fresh", "--port", "9000"]) == Options(fresh=True, port=9000)
    assert parse(["--check"]) == Options(check=True)


def test_a_port_that_was_asked_for_and_is_taken_is_an_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(DemoError, match=f"Port {port} is in use"):
            choose_port(port)


def test_another_port_is_taken_when_the_usual_one_is_in_use(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        usual = taken.getsockname()[1]
        monkeypatch.setattr("prm.demo.running.USUAL_PORT", usual)
        chosen = choose_port(None)
        assert chosen != usual
        assert capsys.readouterr().out == f"Port {usual} is in use by another program; taking {chosen}.\n"


def test_a_second_demo_in_one_folder_is_refused(tmp_path: Path) -> None:
    with _only_one(tmp_path), pytest.raises(DemoError, match="already runs from this folder"), _only_one(tmp_path):
        pytest.fail("both ran")


def test_a_lock_that_nobody_holds_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "running").write_text("left by a crash")
    with _only_one(tmp_path):
        assert (tmp_path / "running").exists()


def test_fresh_never_touches_a_database_that_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TANDEM_HOME", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody@elsewhere/precious")
    assert main_with(Options(fresh=True), threading.Event()) == 1
    assert "not its to remove" in capsys.readouterr().err


def test_no_environment_of_ours_leaks_owner_urls_beside_a_given_database(tmp_path: Path) -> None:
    from prm.embedded import ServiceUrls

    urls = ServiceUrls(sockets=tmp_path, redis_url="redis://127.0.0.1:1/0")
    assert urls.missing_from({"DATABASE_URL": "postgres://given/db"}) == {"REDIS_URL": "redis://127.0.0.1:1/0"}
    assert urls.missing_from({**os.environ, **urls.environment()}) == {}
