"""Why something cannot be done now, in words for the person who tried."""


class Refused(Exception):
    """Base of the exceptions that operations raise on purpose.

    The text is a sentence for the reader. `field` names the input it is about, empty when it is about the whole; a
    form shows it there, the API points at it.
    """

    field = ""

    def __init__(self, sentence: str = "", *, field: str | None = None) -> None:
        super().__init__(sentence or (self.__doc__ or "").strip())
        if field is not None:
            self.field = field
