"""Changing partners. Each operation records what it changed, and raises its own `Refused` when it cannot."""
