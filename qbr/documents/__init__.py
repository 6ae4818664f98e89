"""How a QBR is drawn: a snapshot in, specs and files out."""
