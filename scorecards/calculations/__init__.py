"""The arithmetic of scorecards: frozen dataclasses in and out, no query, no clock, no setting."""
