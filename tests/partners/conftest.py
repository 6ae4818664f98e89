"""The API's callers, for partners too."""

from tests.api.conftest import api

__all__ = ["api"]
