"""Writes of sales."""
