"""Pages of business plans."""
