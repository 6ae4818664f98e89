"""Queries of revenue goals and their worksheets."""
