"""Tests of cadence."""
