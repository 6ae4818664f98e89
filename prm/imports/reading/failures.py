"""The one exception that reading raises."""


class UnreadableFile(Exception):
    """The file as a whole cannot be read. The message is a sentence that says what to do; it is shown as it is."""
