"""Pages of the shell itself: first page, palette, saved views, errors, gallery."""
