"""Queries of business plans."""
