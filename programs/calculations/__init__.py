"""What programmes ask and what partners reach: frozen dataclasses in and out."""
