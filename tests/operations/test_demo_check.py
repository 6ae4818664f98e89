"""The whole demo, from nothing: servers, roles, tables, seed, web, worker, beat, and the main job done over HTTP."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from prm.embedded import status, wipe
from prm.embedded.lifecycle import DEMO
from prm.embedded.places import PROJECT

LONGEST_SECONDS = 600


@pytest.fixture
def home() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="tandem-demo-"))
    folder.chmod(0o755)
    yield folder
    wipe(DEMO, root=folder)
    shutil.rmtree(folder)


@pytest.mark.slow
def test_the_demo_does_its_main_job_and_leaves_nothing_running(home: Path) -> None:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE", "REDIS", "DJANGO"))}
    done = subprocess.run(
        [sys.executable, "-m", "prm.demo", "--check"],
        env={**own, "TANDEM_HOME": str(home)},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for expected in ("Signed in as", "Built a QBR through the worker", "PDF: ", "tagged", "native charts"):
        assert expected in done.stdout
    assert done.stdout.endswith("Everything works.\nStopping.\n")
    assert status(DEMO, root=home) is None
    assert not (home / DEMO / "children.json").exists()
