"""Arithmetic about sales, free of frameworks."""
