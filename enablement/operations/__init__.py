"""What can be done about certificates and required tasks."""
