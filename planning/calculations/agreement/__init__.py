"""Arithmetic of the agreement on a business plan."""
