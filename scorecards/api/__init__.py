"""Targets, quotas and scorecards through the API."""
