"""Alerts through the API."""
