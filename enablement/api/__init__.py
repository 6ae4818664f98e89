"""The REST API of enablement."""
