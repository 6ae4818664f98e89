"""Yes and no, as files write them."""

from typing import Final

from prm.imports.typing.verdicts import Unacceptable

YES: Final = frozenset({"yes", "y", "true", "t", "1", "x", "ja", "oui", "si", "sí", "on"})
NO: Final = frozenset({"no", "n", "false", "f", "0", "nein", "non", "off"})


def parse_boolean(text: str) -> bool:
    """One stripped value. Raises Unacceptable for anything but the usual words."""
    word = text.casefold()
    if word in YES:
        return True
    if word in NO:
        return False
    raise Unacceptable(f"“{text}” is neither yes nor no. Write yes or no.")
