"""What changes QBRs."""
