"""Programmes as tables and charts."""
