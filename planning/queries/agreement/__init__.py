"""Queries of the agreement on a business plan."""
