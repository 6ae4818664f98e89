"""Pages that show a plan under other drivers, cases and goals."""
