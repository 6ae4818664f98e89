"""A question set apart from the database: what files, the API and the editor write, and what versions are made of."""
