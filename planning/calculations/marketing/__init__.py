"""Arithmetic of marketing plans and kinds of tactics."""
