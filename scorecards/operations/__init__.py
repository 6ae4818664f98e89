"""Writes of scorecards."""
