"""Pages of QBRs."""
