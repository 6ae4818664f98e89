"""When silence is an alert: frozen dataclasses in and out."""
