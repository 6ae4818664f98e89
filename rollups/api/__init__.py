"""Roll-ups through the API."""
