"""What a template holds, checked: field by field of a plan's rows, as JSON and TOML can hold it.

Figures are texts of plain decimals or whole numbers, never binary fractions.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from planning.enums import ChurnPeriod, Costing, CostKind, EntryMode, Frequency, Pricing, Selling, Work

type Fields = Mapping[str, Any]
type Check = Callable[[Any], Any]

MOST_ROWS = 60
_LONGEST = 120
# What the columns hold: amounts to twelve digits before the decimals, units to ten, hours to eight, heads to six.
_MOST_AMOUNT, _MOST_UNITS, _MOST_HOURS, _MOST_HEADS = 10**12 - 1, 10**10 - 1, 10**8 - 1, 10**6 - 1
_FIGURES = ("growth_percent", "margin_percent", "project_fee_percent", "managed_fee_percent")
_PARTS = frozenset({*_FIGURES, "each_line", "booked_line", "lines", "people", "costs", "money"})
_DECIMAL = re.compile(r"-?\d{1,12}(\.\d{1,4})?")


class NotContent(ValueError):
    """A template that cannot be read; the text says where and why."""


@dataclass(frozen=True, slots=True)
class Content:
    """A template: rows of a plan, and what holds of lines that are made of bookings.

    `growth` and `margin` are percentages. `each_line` lies under every line of its own, `booked_line` under those made
    of bookings; their fees for services are `project_fee` and `managed_fee` percent of the price of a unit.
    """

    growth: Decimal
    margin: Decimal
    project_fee: Decimal
    managed_fee: Decimal
    each_line: Fields
    booked_line: Fields
    lines: tuple[Fields, ...]
    people: tuple[Fields, ...]
    costs: tuple[Fields, ...]
    money: Fields


def content_from(document: Any) -> Content:
    """The content of a template's document. Raises `NotContent`."""
    if not isinstance(document, Mapping):
        raise NotContent("A template is an object.")
    if unknown := set(document) - _PARTS:
        raise NotContent(f"A template has no “{min(map(str, unknown))}”.")
    return Content(
        growth=_checked("growth_percent", document.get("growth_percent", "0"), _number(-100, 9999)),
        margin=_checked("margin_percent", document.get("margin_percent", "0"), _number(-100, 100)),
        project_fee=_checked("project_fee_percent", document.get("project_fee_percent", "0"), _number(0, 9999)),
        managed_fee=_checked("managed_fee_percent", document.get("managed_fee_percent", "0"), _number(0, 9999)),
        each_line=_fields("each_line", document.get("each_line", {}), LINE),
        booked_line=_fields("booked_line", document.get("booked_line", {}), LINE),
        lines=_rows("lines", document, LINE),
        people=_rows("people", document, PERSON),
        costs=_rows("costs", document, COST),
        money=_fields("money", document.get("money", {}), MONEY),
    )


def _rows(name: str, document: Fields, checks: Mapping[str, Check]) -> tuple[Fields, ...]:
    rows = document.get(name, [])
    if not isinstance(rows, list) or len(rows) > MOST_ROWS:
        raise NotContent(f"“{name}” is a list of at most {MOST_ROWS} rows.")
    return tuple(_fields(f"{name} {place}", row, checks) for place, row in enumerate(rows, 1))


def _fields(where: str, row: Any, checks: Mapping[str, Check]) -> Fields:
    if not isinstance(row, Mapping):
        raise NotContent(f"“{where}” is an object.")
    if unknown := set(row) - set(checks):
        raise NotContent(f"“{where}” has no “{min(map(str, unknown))}”.")
    return {name: _checked(f"{where}: {name}", value, checks[name]) for name, value in row.items()}


def _checked(where: str, value: Any, check: Check) -> Any:
    try:
        return check(value)
    except ValueError as problem:
        raise NotContent(f"“{where}”: {problem}") from None


def _number(least: int = 0, most: int = _MOST_AMOUNT) -> Check:
    def check(value: Any) -> Decimal:
        text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
        if not isinstance(text, str) or not _DECIMAL.fullmatch(text):
            raise ValueError("is a number, as text.")
        if not least <= Decimal(text) <= most:
            raise ValueError(f"lies between {least} and {most}.")
        return Decimal(text)

    return check


def _whole(least: int, most: int) -> Check:
    def check(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise ValueError(f"is a whole number between {least} and {most}.")
        return value

    return check


def _series(most: int, highest: int = _MOST_UNITS) -> Check:
    each = _number(0, highest)

    def check(value: Any) -> list[Decimal]:
        if not isinstance(value, list) or len(value) > most:
            raise ValueError(f"is a list of at most {most} numbers.")
        return [each(number) for number in value]

    return check


def _choice(words: type[StrEnum]) -> Check:
    def check(value: Any) -> StrEnum:
        return words(value)

    return check


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST or "\x00" in value:
        raise ValueError(f"is a text of at most {_LONGEST} characters.")
    return value


def _optional(check: Check) -> Check:
    return lambda value: None if value is None else check(value)


_AMOUNT, _UNITS, _PERCENT, _MONTH = _number(), _number(0, _MOST_UNITS), _number(0, 100), _whole(1, 36)
_SERVICE: dict[str, Check] = {
    "attach_percent": _PERCENT,
    "fee": _AMOUNT,
    "costing": _choice(Costing),
    "margin_percent": _number(-999, 100),
    "hours": _number(0, _MOST_HOURS),
    "rate": _number(0, _MOST_UNITS),
}
LINE: dict[str, Check] = {
    "name": _text,
    "family": _text,
    "selling": _choice(Selling),
    "pricing": _choice(Pricing),
    "entry": _choice(EntryMode),
    "base_units": _series(12),
    "growth_percent": _number(-100, 9999),
    "first_month": _MONTH,
    "start_units": _UNITS,
    "step_units": _number(-(10**9), 10**9),
    "most_units": _optional(_UNITS),
    "custom_units": _series(36),
    "opening_units": _UNITS,
    "price": _AMOUNT,
    "margin_percent": _number(-100, 100),
    "churn_percent": _PERCENT,
    "churn_period": _choice(ChurnPeriod),
    **{f"project_{name}": check for name, check in _SERVICE.items()},
    **{f"managed_{name}": check for name, check in _SERVICE.items()},
}
PERSON: dict[str, Check] = {
    "name": _text,
    "work": _choice(Work),
    "heads": _number(0, _MOST_HEADS),
    "start_month": _MONTH,
    "end_month": _optional(_MONTH),
    "monthly_cost": _AMOUNT,
    "training_cost": _AMOUNT,
    "ramp_percents": _series(36, 9999),
    "quota_units": _UNITS,
    "hours": _number(0, 744),
    "utilisation_percent": _PERCENT,
}
COST: dict[str, Check] = {
    "name": _text,
    "kind": _choice(CostKind),
    "amount": _AMOUNT,
    "frequency": _choice(Frequency),
    "start_month": _MONTH,
    "end_month": _optional(_MONTH),
    "funded_percent": _PERCENT,
}
MONEY: dict[str, Check] = {
    "investment": _AMOUNT,
    "customer_days": _whole(0, 360),
    "supplier_days": _whole(0, 360),
    "discount_percent": _PERCENT,
}
