"""What changes the stored files."""
