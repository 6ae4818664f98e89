"""Reads of scorecards."""
