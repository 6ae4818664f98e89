"""The servers by hand: ``python -m prm.embedded``."""

from pathlib import Path

import pytest

from prm.embedded import __main__ as command
from prm.embedded import status
from prm.embedded.lifecycle import TEST


@pytest.fixture(autouse=True)
def own_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TANDEM_HOME", str(home))


def test_up_prints_what_env_prints_and_down_ends_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["up", "--name", TEST]) == 0
    said = capsys.readouterr().out
    assert command.main(["env", "--name", TEST]) == 0
    assert capsys.readouterr().out == said
    names = [line.split("=")[0] for line in said.splitlines()]
    assert names == [
        "export DATABASE_URL",
        "export DATABASE_OWNER_URL",
        "export DATABASE_BOOTSTRAP_URL",
        "export REDIS_URL",
    ]
    assert command.main(["down", "--name", TEST]) == 0
    assert status(TEST) is None


def test_env_says_how_to_start_what_is_not_running(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["env", "--name", TEST]) == 1
    assert "python -m prm.embedded up --name test" in capsys.readouterr().err


def test_wipe_removes_the_data(home: Path) -> None:
    assert command.main(["up", "--name", TEST]) == 0
    assert command.main(["wipe", "--name", TEST]) == 0
    assert not (home / TEST / "data").exists()
