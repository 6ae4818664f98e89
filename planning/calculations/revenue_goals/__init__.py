"""Arithmetic of revenue goals and their worksheets."""
