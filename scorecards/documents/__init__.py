"""How scorecards are drawn: handed results in, specs and files out."""
