"""Pages of the chief."""
