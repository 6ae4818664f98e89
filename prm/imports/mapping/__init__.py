"""Which column becomes which field, as data: written by hand or guessed, saved by name, applied to any file. Pure."""
