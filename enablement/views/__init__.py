"""Pages of enablement."""
