"""From a text of the file to the text that the database takes, one function per field."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from prm.imports.fields import ImportField, Kind
from prm.imports.typing.booleans import parse_boolean
from prm.imports.typing.dates import DateOrder, parse_date
from prm.imports.typing.nulls import is_null
from prm.imports.typing.numbers import DecimalMark, parse_number
from prm.imports.typing.verdicts import Unacceptable

NULL: Final = r"\N"
MARK: Final = "\x1a"
EMAIL: Final = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+")
ESCAPES: Final = str.maketrans({"\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t"})
ORIGINALS: Final = {r"\\": "\\", r"\n": "\n", r"\r": "\r", r"\t": "\t"}
ESCAPED: Final = re.compile(r"\\[\\nrt]")
NEEDS_ESCAPE: Final = re.compile(r"[\\\n\r\t\0]")
QUOTED_FORMULA: Final = re.compile(r"'[=+\-@\t\r]")
LARGEST_INTEGER: Final = 2_147_483_647

type Convert = Callable[[str], str]
"""A stripped text to what COPY takes. Raises Unacceptable with a sentence."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How one field's texts are to be read: what was decided, resolved and told for its column."""

    field: ImportField
    nulls: frozenset[str]
    empty: str = NULL
    """What the database takes for no value."""
    dates: DateOrder = DateOrder.YMD
    decimal: DecimalMark = DecimalMark.POINT
    times: Decimal | None = None
    resolved: Mapping[str, str] | None = None


def converter(reading: Reading) -> Convert:
    """The function that converts one field's texts. For fields under a JSON key it gives JSON, escaped for COPY."""
    inner = _BY_KIND[reading.field.kind](reading)
    if reading.field.json_key:
        inner = _as_json(inner, reading.field.kind)

    def convert(text: str) -> str:
        if is_null(text, reading.nulls):
            if reading.field.required:
                raise Unacceptable("is empty, but is needed. Fill it in.")
            return reading.empty
        if text.startswith(MARK):
            raise Unacceptable(_formula_sentence(text[1:]))
        return inner(text)

    return convert


def _as_json(inner: Convert, kind: Kind) -> Convert:
    """Truth values as JSON's own, everything else as text."""
    if kind is Kind.BOOLEAN:
        return lambda text: "true" if inner(text) == "t" else "false"
    return lambda text: json.dumps(_unescaped(inner(text)), ensure_ascii=False).translate(ESCAPES)


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda found: ORIGINALS[found[0]], text) if "\\" in text else text


def _formula_sentence(formula: str) -> str:
    if formula.startswith("="):
        return f"holds the formula “{formula[:60]}”. Formulas are not calculated; paste the value in its place."
    return f"holds the error {formula[:30]}. Correct it in the workbook."


def _text(reading: Reading) -> Convert:
    longest = reading.field.max_length

    def convert(text: str) -> str:
        if QUOTED_FORMULA.match(text):
            text = text[1:]  # the mark that exports put before what a sheet would take for a formula
        if longest is not None and len(text) > longest:
            raise Unacceptable(f"has {len(text):,} characters; at most {longest:,} are kept. Shorten “{text[:40]}...”.")
        return _escaped(text)

    return convert


def _escaped(text: str) -> str:
    if not NEEDS_ESCAPE.search(text):
        return text
    if "\0" in text:
        raise Unacceptable("holds a zero character, which cannot be stored. Remove it.")
    return text.translate(ESCAPES)


def _decimal(reading: Reading) -> Convert:
    places, digits = reading.field.decimal_places, reading.field.max_digits

    def convert(text: str) -> str:
        number = parse_number(text, reading.decimal)
        if reading.times is not None:
            number *= reading.times
        _, figures, exponent = number.as_tuple()
        decimals = -int(exponent)
        if decimals > places and any(figures[places - decimals :]):
            raise Unacceptable(f"“{text}” has more than {places} decimals, which would be lost. Round it first.")
        if len(figures) - decimals > digits - places:
            raise Unacceptable(f"“{text}” is too large. Check the decimal point.")
        if number < 0 and reading.field.not_negative:
            raise Unacceptable(f"“{text}” is below zero, which it cannot be. Correct the sign.")
        return f"{number:f}"

    return convert


def _integer(reading: Reading) -> Convert:
    def convert(text: str) -> str:
        number = parse_number(text, reading.decimal)
        if reading.times is not None:
            number *= reading.times
        if number != number.to_integral_value():
            raise Unacceptable(f"“{text}” is not a whole number.")
        if not 0 <= number <= LARGEST_INTEGER:
            raise Unacceptable(f"“{text}” must lie between 0 and {LARGEST_INTEGER:,}.")
        return str(int(number))

    return convert


def _date(reading: Reading) -> Convert:
    return lambda text: parse_date(text, reading.dates).isoformat()


def _choice(reading: Reading) -> Convert:
    allowed = {value.casefold(): value for value, _ in reading.field.choices}
    allowed |= {label.casefold(): value for value, label in reading.field.choices}

    def convert(text: str) -> str:
        value = allowed.get(text.casefold())
        if value is None:
            names = ", ".join(label for _, label in reading.field.choices)
            raise Unacceptable(f"“{text}” is not one of the choices. Write one of: {names}.")
        return value

    return convert


def _boolean(_reading: Reading) -> Convert:
    return lambda text: "t" if parse_boolean(text) else "f"


def _reference(reading: Reading) -> Convert:
    resolved = reading.resolved or {}
    resolver = reading.field.reference
    name = resolver.label if resolver is not None else "row"

    def convert(text: str) -> str:
        found = resolved.get(text)
        if found is None:
            raise Unacceptable(f"There is no {name} “{text}”. Correct it, or import that {name} first.")
        return found

    return convert


def _email(reading: Reading) -> Convert:
    plain = _text(reading)

    def convert(text: str) -> str:
        if not EMAIL.fullmatch(text):
            raise Unacceptable(f"“{text}” is not an e-mail address. Write it as name@example.com.")
        return plain(text.lower())

    return convert


_BY_KIND: Final[dict[Kind, Callable[[Reading], Convert]]] = {
    Kind.TEXT: _text,
    Kind.DECIMAL: _decimal,
    Kind.INTEGER: _integer,
    Kind.DATE: _date,
    Kind.CHOICE: _choice,
    Kind.BOOLEAN: _boolean,
    Kind.REFERENCE: _reference,
    Kind.EMAIL: _email,
}
