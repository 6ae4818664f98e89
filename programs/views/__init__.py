"""Pages of programmes, reviews and life stages."""
