"""Production as docker-compose.yml describes it: its shape, and each command run here without containers."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from prm.demo.children import Children
from prm.embedded import lease, valkey, wipe
from prm.embedded.lifecycle import TEST
from prm.embedded.places import PROJECT, places_for
from prm.embedded.processes import is_alive
from tests.operations.compose import raw_services, services

OURS = {"web", "worker", "beat"}
SECRETS = ("APP_PASSWORD", "OWNER_PASSWORD", "POSTGRES_PASSWORD", "REDIS_PASSWORD", "SECRET_KEY")
HEALTHY_SECONDS = 60


def test_every_service_that_stays_has_a_health_check() -> None:
    without = {name for name, service in raw_services().items() if "healthcheck" not in service}
    assert without == {"setup"}


def test_every_secret_comes_from_the_environment_and_has_no_default() -> None:
    written = re.findall(r"\$\{(\w+):([-?])", (PROJECT / "docker-compose.yml").read_text())
    demanded = {name for name, kind in written if kind == "?"}
    assert demanded == set(SECRETS)
    assert not {name for name, kind in written if kind == "-"} & set(SECRETS)


def test_only_setup_knows_the_owner_and_the_superuser() -> None:
    for name in OURS:
        assert not {"DATABASE_OWNER_URL", "DATABASE_BOOTSTRAP_URL"} & raw_services()[name]["environment"].keys()


def test_our_containers_run_without_privileges() -> None:
    for name in (*OURS, "setup"):
        service = raw_services()[name]
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
        assert service["security_opt"] == ["no-new-privileges:true"]
    users = re.findall(r"^USER (\w+)$", (PROJECT / "Dockerfile").read_text(), flags=re.MULTILINE)
    assert users == ["tandem"]


def test_the_image_installs_pins_with_hashes_and_leaves_secrets_out() -> None:
    assert "pip install --no-cache-dir --require-hashes -r" in (PROJECT / "Dockerfile").read_text()
    ignored = (PROJECT / ".dockerignore").read_text().split()
    assert {".env", ".git", ".venv", ".tandem", "media"} <= set(ignored)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    wipe(TEST, root=tmp_path)


@pytest.fixture
def running(home: Path) -> Iterator[dict[str, Any]]:
    """The app's services, each started by its own command with its own environment, after `setup` has run."""
    with ExitStack() as stack:
        urls = stack.enter_context(lease(TEST, root=home))
        children = Children(home)
        stack.callback(children.stop)
        known = services(_environment())
        native = {**urls.environment(), "PORT": str(_free_port()), **_ground(home)}
        _run(known["setup"]["command"], _adapted(known["setup"], native))
        _run([sys.executable, "manage.py", "collectstatic", "--no-input"], _adapted(known["web"], native))
        for name in sorted(OURS):
            children.start(name, _command(known[name]["command"]), _adapted(known[name], native))
        yield {name: (known[name], _adapted(known[name], native), children) for name in OURS}


def test_every_command_runs_and_is_healthy_by_its_own_check(running: dict[str, Any]) -> None:
    for name, (service, environment, children) in running.items():
        check = service["healthcheck"]["test"]
        assert check[0] == "CMD"
        deadline = time.monotonic() + HEALTHY_SECONDS
        while (done := _try(check[1:], environment)).returncode and time.monotonic() < deadline:
            assert children.first_to_end() is None, children.first_to_end().last_words()
            time.sleep(1)
        assert done.returncode == 0, f"{name}: {done.stdout}{done.stderr}"


def test_a_health_check_says_what_is_wrong(home: Path) -> None:
    with lease(TEST, root=home) as urls:
        service = services(_environment())["web"]
        nobody_there = {**urls.environment(), "PORT": str(_free_port()), **_ground(home)}
        done = _try(service["healthcheck"]["test"][1:], _adapted(service, nobody_there))
        assert done.returncode == 1
        assert "Connection refused" in done.stderr


def test_the_broker_starts_with_its_command(home: Path) -> None:
    """With the wheel's server on a free port: the container's image has the same program."""
    places = places_for(TEST, root=home)
    places.make()
    program, *arguments = services(_environment())["redis"]["command"]
    assert program == valkey.PROGRAM
    port = _free_port()
    where = ["--port", str(port), "--dir", str(places.data)]
    process = places.account.spawn([str(valkey.program(places)), *arguments, *where], log=places.valkey_log)
    instance = valkey.Instance(pid=process.pid, port=port, password=_environment()["REDIS_PASSWORD"])
    deadline = time.monotonic() + HEALTHY_SECONDS
    while not valkey.answers(instance) and time.monotonic() < deadline:
        time.sleep(0.1)
    answered = valkey.answers(instance)
    process.terminate()
    process.wait(timeout=20)
    assert answered
    assert not is_alive(process.pid, program=valkey.PROGRAM)


def _environment() -> dict[str, str]:
    """What an operator puts into `.env`."""
    return {name: f"{name.lower().replace('_', '')}0123456789abcdefghijklmnopqrstuvwxyz" for name in SECRETS}


def _ground(home: Path) -> dict[str, str]:
    """What the image gives its processes."""
    return {
        "VIRTUAL_ENV": sys.prefix,
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TMPDIR": str(home),
        "MEDIA_ROOT": str(home / "media"),
        "STATIC_ROOT": str(home / "static"),
    }


def _adapted(service: Mapping[str, Any], native: Mapping[str, str]) -> dict[str, str]:
    """The service's environment with the addresses of this machine; nothing of our own environment."""
    own = {name: str(value) for name, value in service["environment"].items()}
    addresses = {name: value for name, value in native.items() if name in own or not name.startswith("DATABASE")}
    return {**own, **addresses}


def _command(command: list[str]) -> list[str]:
    return [str(PROJECT / command[0]) if command[0].startswith("bin/") else command[0], *command[1:]]


def _try(command: list[str], environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        _command(command), env=environment, cwd=PROJECT, capture_output=True, text=True, timeout=180, check=False
    )


def _run(command: list[str], environment: Mapping[str, str]) -> None:
    done = _try(command, environment)
    assert done.returncode == 0, done.stdout + done.stderr


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
