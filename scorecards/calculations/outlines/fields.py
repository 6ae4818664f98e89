"""Single values of an outline, out of a file's cells or out of JSON: checked, with words for whoever wrote them."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from scorecards.calculations.outlines.nodes import LONGEST_KEY
from scorecards.enums import QuestionKind

# The longest texts, as the tables have them; a test compares.
LONGEST = {
    "category": {"key": LONGEST_KEY, "name": 150, "description": 500},
    "topic": {"key": LONGEST_KEY, "name": 150},
    "question": {
        "key": LONGEST_KEY,
        "text": 500,
        "best_practice_text": 500,
        "guidance": 1000,
        "action": 500,
        "resources": 500,
        "unit": 30,
    },
    "option": {"label": 300, "action": 500},
}
HEAVIEST = Decimal(1000)
LARGEST_NUMBER = Decimal(10) ** 14
YES = frozenset({"yes", "y", "true", "1", "x"})
NO = frozenset({"no", "n", "false", "0", ""})
_KEY = re.compile(r"[a-z0-9_-]+", re.IGNORECASE)
_KINDS = {word.casefold(): kind for kind in QuestionKind for word in (kind.value, kind.label)}


class Unfit(ValueError):
    """A value cannot be used; the message is a sentence that says what to write."""


def text_of(value: Any, longest: int) -> str:
    """One line of text. Raises `Unfit` when it is longer, or no text at all."""
    if isinstance(value, dict | list | bool):
        raise Unfit("Write text.")
    text = " ".join(str(value).split()) if value is not None else ""
    if len(text) > longest:
        raise Unfit(f"Use at most {longest} characters; these are {len(text)}.")
    return text


def key_text(value: Any) -> str:
    """A key as it is written, empty for none. Raises `Unfit` for other signs than letters, digits, - and _."""
    text = text_of(value, LONGEST_KEY)
    if text and not _KEY.fullmatch(text):
        raise Unfit("A key has only letters a to z, digits, hyphens and underscores.")
    return text


def flag_of(value: Any) -> bool:
    """Yes or no, as a word or as JSON has it."""
    word = str(value).strip().casefold()
    if word in YES | NO:
        return word in YES
    raise Unfit("Write yes or no.")


def kind_of(value: Any) -> QuestionKind:
    """A kind of question by its name or label, in any case."""
    kind = _KINDS.get(str(value).strip().casefold())
    if kind is None:
        raise Unfit(f"Write one of: {', '.join(kind.value for kind in QuestionKind)}.")
    return kind


def words_of(value: Any, longest: int = 100) -> tuple[str, ...]:
    """Different words in order, out of a list or out of one text with semicolons between."""
    parts = list(value) if isinstance(value, list | tuple) else str(value or "").split(";")
    if any(";" in str(part) for part in parts):
        raise Unfit("Leave semicolons out of it: they stand between values.")
    return tuple(dict.fromkeys(text for part in parts if (text := text_of(part, longest))))


def weight_of(value: Any) -> Decimal:
    """A weight from 0 to 1000 with two decimals."""
    return _decimal(value, lowest=Decimal(0), highest=HEAVIEST, places=2)


def score_of(value: Any) -> Decimal:
    """A score from 0 to 100 with two decimals."""
    return _decimal(value, lowest=Decimal(0), highest=Decimal(100), places=2)


def number_of(value: Any) -> Decimal:
    """Any number with up to 14 digits and four decimals."""
    return _decimal(value, lowest=-LARGEST_NUMBER + 1, highest=LARGEST_NUMBER - 1, places=4)


def _decimal(value: Any, *, lowest: Decimal, highest: Decimal, places: int) -> Decimal:
    """Raises `Unfit` outside the bounds, with more decimals, and for what is no number. A comma may be the point."""
    written = str(value).strip()
    try:
        number = Decimal(written.replace(",", ".") if written.count(",") == 1 and "." not in written else written)
    except InvalidOperation as error:
        raise Unfit("Write a number.") from error
    if not number.is_finite() or not lowest <= number <= highest:
        raise Unfit(f"Write a number from {lowest:f} to {highest:f}.")
    exponent = number.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > places:
        raise Unfit(f"Use at most {places} decimals.")
    return number
