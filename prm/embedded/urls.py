"""The addresses of a running set, in the form that the settings read."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

DATABASE = "tandem"
SUPERUSER = "postgres"
OWNER = "prm_owner"
APP = "prm_app"


@dataclass(frozen=True)
class ServiceUrls:
    """Where Postgres and Valkey of one set answer."""

    sockets: Path
    redis_url: str

    def database_url(self, role: str) -> str:
        """The product's database seen by one role; no password, since only this account may open the socket."""
        return f"postgres://{role}@/{DATABASE}?host={quote(str(self.sockets), safe='/')}"

    def environment(self) -> dict[str, str]:
        """The variables that the settings read."""
        return {
            "DATABASE_URL": self.database_url(APP),
            "DATABASE_OWNER_URL": self.database_url(OWNER),
            "DATABASE_BOOTSTRAP_URL": self.database_url(SUPERUSER),
            "REDIS_URL": self.redis_url,
        }

    def missing_from(self, given: Mapping[str, str]) -> dict[str, str]:
        """The variables that ``given`` lacks; with a ``DATABASE_URL`` of its own it gets none of our database's."""
        return {
            name: value
            for name, value in self.environment().items()
            if name not in given and not (name.startswith("DATABASE") and "DATABASE_URL" in given)
        }

    def exports(self) -> str:
        """Shell lines for ``eval``."""
        return "\n".join(f"export {name}={shlex.quote(value)}" for name, value in self.environment().items())
