"""QBRs through the API: the same operations as the pages."""
