"""The one exception that embedded services raise."""


class EmbeddedError(Exception):
    """Something a person has to mend; the message says what to do."""
