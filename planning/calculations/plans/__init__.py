"""Arithmetic of business plans."""
