"""The figures of a QBR: frozen dataclasses in and out, no query, no clock, no setting."""
