"""Arithmetic of rebate studies."""
