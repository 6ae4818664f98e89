"""Postgres and Valkey from wheels, for the demo and the tests when no URL is given.

Plain Python: nothing here imports Django. A named set of servers (``demo``, ``test``) lives under ``.tandem/<name>/``.
Postgres listens on a Unix socket in a private folder only; Valkey on loopback behind a random password.
"""

from prm.embedded.errors import EmbeddedError
from prm.embedded.lifecycle import lease, start, status, stop, wipe
from prm.embedded.urls import ServiceUrls

__all__ = ["EmbeddedError", "ServiceUrls", "lease", "start", "status", "stop", "wipe"]
