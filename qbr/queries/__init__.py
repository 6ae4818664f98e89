"""Reads of QBRs."""
