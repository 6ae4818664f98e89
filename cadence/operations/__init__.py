"""Writes of cadence."""
