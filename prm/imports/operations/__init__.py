"""Writes: batches, what they apply and undo, and mappings by name."""
