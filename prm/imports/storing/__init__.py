"""Set-based SQL: rows into a temporary table, from there into the target's table, and back out again.

Runs as the caller's database role, so row security holds for every statement; and names the tenant in each as well.
"""
