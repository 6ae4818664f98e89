"""Values of a tenant's own fields: from what was sent to what is stored."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from partners.enums import FieldKind


class NotOfThisKind(ValueError):
    """The value does not fit the field; the text says what would."""


def stored_value(kind: FieldKind, choices: Sequence[str], value: Any) -> str | bool | None:
    """What to store for `value`: text, an exact number as text, a date as ISO text, a bool. None for nothing given."""
    if value is None or value == "":
        return None
    match kind:
        case FieldKind.NUMBER:
            return _number(value)
        case FieldKind.DATE:
            return _date(value)
        case FieldKind.YES_NO:
            return _yes_no(value)
        case FieldKind.CHOICE:
            return _choice(value, choices)
    return str(value).strip()[:500]


def _number(value: Any) -> str:
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        raise NotOfThisKind("Write a number, such as 1250.5.") from None
    if not number.is_finite():
        raise NotOfThisKind("Write a number, such as 1250.5.")
    return format(number, "f")


def _date(value: Any) -> str:
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise NotOfThisKind("Write a date as year-month-day, such as 2026-11-30.") from None


def _yes_no(value: Any) -> bool:
    answers = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    try:
        return answers[str(value).strip().lower()]
    except KeyError:
        raise NotOfThisKind("Answer yes or no.") from None


def _choice(value: Any, choices: Sequence[str]) -> str:
    if str(value) not in choices:
        raise NotOfThisKind(f"Choose one of: {', '.join(choices)}.")
    return str(value)
