"""Documents of business plans."""
