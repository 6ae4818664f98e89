"""Where one set of servers keeps its files."""

import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from prm.embedded.account import Account, server_account
from prm.embedded.errors import EmbeddedError

PROJECT = Path(__file__).resolve().parents[2]
LONGEST_SOCKET_FOLDER = 90  # a socket's whole path has to stay below 107 bytes, and Postgres adds 15
LASTING = Path("/var/tmp")  # noqa: S108  (a folder found there is checked to be ours before use)
EVERYONE_ENTERS = stat.S_IXOTH


@dataclass(frozen=True)
class Places:
    """The folders and files of one set. ``home`` is ours; ``data`` and ``sockets`` belong to the servers' account."""

    name: str
    home: Path
    data: Path
    sockets: Path
    account: Account

    @property
    def postgres_data(self) -> Path:
        return self.data / "postgres"

    @property
    def postgres_log(self) -> Path:
        return self.data / "postgres.log"

    @property
    def valkey_data(self) -> Path:
        return self.data / "valkey"

    @property
    def valkey_log(self) -> Path:
        return self.data / "valkey.log"

    @property
    def binaries(self) -> Path:
        """Where binaries are copied when the servers' account cannot reach the installed ones."""
        return self.data / "binaries"

    def make(self) -> None:
        """Create the folders with their owners; harmless when they exist."""
        self.home.mkdir(parents=True, exist_ok=True)
        for folder in (self.data, self.sockets):
            folder.mkdir(parents=True, exist_ok=True)
            self._refuse_strangers(folder)
            self.account.give(folder, mode=0o700)

    def _refuse_strangers(self, folder: Path) -> None:
        """A folder in a shared place may have been laid there by somebody else, or be a link to elsewhere."""
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (os.geteuid(), self.account.uid):
            raise EmbeddedError(
                f"{folder} belongs to another user: remove it, or set TANDEM_HOME to a folder of yours."
            )

    def can_run(self, binary: Path) -> bool:
        """Whether the servers' account can execute the file where it is."""
        return not self.account.is_other or (open_to_all(binary.parent) and bool(binary.stat().st_mode & stat.S_IXOTH))


def places_for(name: str, *, root: Path | None = None) -> Places:
    """The places of a named set below ``root`` (the project's ``.tandem`` unless told)."""
    base = (root or Path(os.environ.get("TANDEM_HOME") or PROJECT / ".tandem")).resolve()
    account = server_account()
    home = base / name
    data = home / "data" if not account.is_other or open_to_all(base) else _outside(home, "data")
    inside = data / "run"
    sockets = inside if len(os.fsencode(inside)) <= LONGEST_SOCKET_FOLDER else _outside(home, "run")
    return Places(name=name, home=home, data=data, sockets=sockets, account=account)


def open_to_all(folder: Path) -> bool:
    """Whether any account may walk down to the folder; folders that do not exist yet are taken as open."""
    chain = (folder, *folder.parents)
    return all(not part.exists() or part.stat().st_mode & EVERYONE_ENTERS for part in chain)


def _outside(home: Path, kind: str) -> Path:
    """A short folder outside the project, its own for each project folder and user."""
    mark = hashlib.sha256(os.fsencode(home)).hexdigest()[:10]
    parent = LASTING if kind == "data" else Path(tempfile.gettempdir())
    return parent / f"tandem-{os.geteuid()}-{mark}-{kind}"
