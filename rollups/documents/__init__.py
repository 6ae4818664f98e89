"""What roll-ups look like: specs out of results, no queries."""
