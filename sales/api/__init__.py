"""Sales through the API."""
