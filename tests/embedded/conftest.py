"""A set of servers of one's own, in a folder that any account may enter."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from prm.embedded import stop
from prm.embedded.lifecycle import TEST
from prm.embedded.places import PROJECT, Places, places_for


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """Shared by a module's tests, so that the cluster is made once."""
    folder = Path(tempfile.mkdtemp(prefix="tandem-test-"))
    folder.chmod(0o755)
    yield folder
    stop(TEST, root=folder)
    shutil.rmtree(folder)


@pytest.fixture
def places(home: Path) -> Places:
    return places_for(TEST, root=home)


def run_python(code: str, *, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a snippet in a fresh interpreter at the project's top."""
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=90,
        cwd=PROJECT,
        env={**os.environ, **(env or {})},
        check=False,
    )
