"""Forms about programmes, levels and life stages."""
