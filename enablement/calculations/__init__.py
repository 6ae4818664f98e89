"""What enablement rows say, without any database."""
