"""Pages about partners."""
