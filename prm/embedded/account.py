"""The account that the servers run as.

Postgres refuses to run as root. Started by root, both servers run as ``nobody``, so that no account is made on the
machine; started by anybody else they run as that user.
"""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from prm.embedded.errors import EmbeddedError

UNPRIVILEGED = "nobody"


class Identity(TypedDict, total=False):
    """What `subprocess` needs to run a command as another account."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """An operating-system account, and whether it differs from ours."""

    uid: int
    gid: int
    is_other: bool

    def give(self, path: Path, *, mode: int) -> None:
        """Hand a file or folder to the account with exactly this mode."""
        if self.is_other:
            os.chown(path, self.uid, self.gid)
        path.chmod(mode)

    def run(self, command: Sequence[str], *, timeout: float) -> subprocess.CompletedProcess[str]:
        """Run a short command as the account and capture what it prints; never raises on its exit status."""
        return subprocess.run(
            command, capture_output=True, text=True, timeout=timeout, cwd="/", check=False, **self._identity()
        )

    def spawn(self, command: Sequence[str], *, log: Path) -> subprocess.Popen[bytes]:
        """Start a server as the account in a session of its own, so that Ctrl-C in the terminal does not reach it."""
        with log.open("ab") as output:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd="/",
                start_new_session=True,
                **self._identity(),
            )

    def _identity(self) -> Identity:
        return Identity(user=self.uid, group=self.gid, extra_groups=[]) if self.is_other else Identity()


def server_account() -> Account:
    """Who the servers run as, for whoever asks now."""
    if os.geteuid() != 0:
        return Account(uid=os.geteuid(), gid=os.getegid(), is_other=False)
    try:
        entry = pwd.getpwnam(UNPRIVILEGED)
    except KeyError as error:
        raise EmbeddedError(
            f"Postgres cannot run as root and this machine has no account '{UNPRIVILEGED}'. "
            "Run this as an ordinary user, or set DATABASE_URL and REDIS_URL."
        ) from error
    return Account(uid=entry.pw_uid, gid=entry.pw_gid, is_other=True)
