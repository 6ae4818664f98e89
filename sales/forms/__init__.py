"""Forms of sales. They check single values; what they do together is decided by the operations."""
