"""Tandem: the platform and the composition root."""
