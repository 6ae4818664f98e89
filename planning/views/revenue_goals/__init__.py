"""Pages of revenue goals and their worksheets."""
