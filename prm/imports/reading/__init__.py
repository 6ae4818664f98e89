"""Turning a file of unknown making into rows of text. Pure Python: no Django, no database."""
