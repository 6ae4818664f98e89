"""Question sets: made, edited as drafts, published, brought in from files."""
