"""Sales drawn: tables and charts."""
