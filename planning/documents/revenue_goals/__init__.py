"""Documents of revenue goals and their worksheets."""
