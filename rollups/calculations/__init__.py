"""The arithmetic of roll-ups: frozen dataclasses in and out."""
