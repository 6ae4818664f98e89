"""Imports: read files people really have, map their columns, check every row, apply in one transaction, undo.

Knows no app. Apps declare an ImportTarget each and register it when they are ready.
"""
