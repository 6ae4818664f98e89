"""Queries of marketing plans and kinds of tactics."""
