"""Arithmetic about partners, free of frameworks."""
