"""Reads of roll-ups."""

from rollups.queries.quotas import quota_windows

__all__ = ["quota_windows"]
