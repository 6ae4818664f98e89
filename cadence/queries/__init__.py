"""Reads of cadence."""
