"""From what somebody typed to the value of a plan's field, and back; with words for what cannot be."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from planning.calculations.plans.assumptions import MONTHS
from planning.enums import RowKind
from planning.models import BusinessPlan, PlanCost, PlanLine, PlanMoney, PlanPerson, PlanScenario

type ListedRow = PlanLine | PlanPerson | PlanCost
type PlanRow = BusinessPlan | PlanMoney | PlanScenario | ListedRow

MODELS: dict[RowKind, Any] = {
    RowKind.PLAN: BusinessPlan,
    RowKind.LINES: PlanLine,
    RowKind.PEOPLE: PlanPerson,
    RowKind.COSTS: PlanCost,
    RowKind.MONEY: PlanMoney,
    RowKind.CASES: PlanScenario,
}
_NOT_TYPED = frozenset({"id", "tenant", "plan", "partner", "position", "case"})
_HEAD = frozenset({"title", "start_month", "goals", "strategy"})
_CELL = re.compile(r"(?P<name>[a-z_]+)-(?P<place>\d{1,2})")
_THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d*)?")
_NUMBER = re.compile(r"-?(\d+\.?\d*|\.\d+)")
# Control characters but tab and line breaks, and marks that turn the direction of what follows: what is signed must
# read as it is written.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_FILLING = re.compile(r"[\s'’%$€£¥]")


def kind_of(row: PlanRow) -> RowKind:
    """Which kind of row it is."""
    return next(kind for kind, model in MODELS.items() if isinstance(row, model))


def fields_of(model: type[PlanRow]) -> frozenset[str]:
    """The fields of a model that people type; a series stands for its cells."""
    if model is BusinessPlan:
        return _HEAD
    return frozenset(field.name for field in model._meta.concrete_fields) - _NOT_TYPED


def column_of(model: type[PlanRow], field: str) -> str:
    """The column that a field or cell stands in. Raises `ValidationError` for what nobody types."""
    cell = _CELL.fullmatch(field)
    name = cell["name"] if cell else field
    if name not in fields_of(model) or (cell and not _has_place(model, name, int(cell["place"]))):
        raise ValidationError({field: ["This is not a field of a plan."]})
    return name


def value_of(row: PlanRow, field: str, text: str) -> Any:
    """What the column of `field` is to hold: for a cell the whole series with that cell changed.

    Raises `ValidationError` in words for what cannot be.
    """
    model = type(row)
    name = column_of(model, field)
    column = model._meta.get_field(name)
    try:
        if cell := _CELL.fullmatch(field):
            return _with_cell(row, column, int(cell["place"]), text)
        return _read(column, text)
    except ValidationError as problem:
        raise ValidationError({field: problem.messages}) from None


def text_of(row: PlanRow, field: str) -> str:
    """How the field reads in an input: figures without zeros behind them, nothing for none."""
    cell = _CELL.fullmatch(field)
    value = getattr(row, cell["name"] if cell else field)
    if cell:
        place = int(cell["place"]) - 1
        value = value[place] if place < len(value) else None
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    return _plain(value)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    return value.isoformat() if isinstance(value, date) else str(value)


def _has_place(model: type[PlanRow], name: str, place: int) -> bool:
    column = model._meta.get_field(name)
    return isinstance(column, ArrayField) and column.size is not None and 1 <= place <= column.size


def _with_cell(row: PlanRow, column: Any, place: int, text: str) -> list[Decimal]:
    series = list(getattr(row, column.name))
    series += [Decimal(0)] * (place - len(series))
    series[place - 1] = _units(column.base_field, text)
    return series


def _read(column: Any, text: str) -> Any:
    if isinstance(column, ArrayField):
        return _series(column, text)
    if isinstance(column, models.DateField):
        return _month(text)
    if isinstance(column, (models.DecimalField, models.IntegerField)):
        return _number(column, text)
    return _words(column, text)


def _series(column: Any, text: str) -> list[Decimal]:
    """Numbers one after the other, with commas, semicolons or spaces between them."""
    parts = [part for part in re.split(r"[;,\s]+", text.strip()) if part]
    if len(parts) > (column.size or MONTHS):
        raise ValidationError(f"Enter at most {column.size or MONTHS} numbers.")
    return [_units(column.base_field, part) for part in parts]


def _words(column: Any, text: str) -> str:
    said = _UNSEEN.sub("", text).strip()
    said = said if isinstance(column, models.TextField) else " ".join(said.split())
    if column.choices and said not in dict(column.flatchoices):
        raise ValidationError("Choose one of the list.")
    if not said and not column.blank:
        raise ValidationError("This needs a name.")
    if column.max_length and len(said) > column.max_length:
        raise ValidationError(f"Use at most {column.max_length:,} characters.")
    return said


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text.strip()[:7]}-01")
    except ValueError:
        raise ValidationError("Choose a month.") from None


def _units(column: Any, text: str) -> Decimal:
    number: Decimal = _number(column, text or "0")
    if number < 0:
        raise ValidationError("This is not below 0.")
    return number


def _number(column: Any, text: str) -> Any:
    if not text.strip():
        if column.null:
            return None
        raise ValidationError("Enter a number, 0 for none.")
    number = plain_number(text)
    if isinstance(column, models.IntegerField):
        if number != number.to_integral_value():
            raise ValidationError("Enter a whole number.")
        _within(column, number)
        return int(number)
    places, digits = column.decimal_places, column.max_digits
    if abs(number) >= Decimal(10) ** (digits - places):
        raise ValidationError("This number is too large.")
    if number != round(number, places):
        raise ValidationError(f"Use at most {places} decimals.")
    _within(column, number)
    return number


def plain_number(text: str) -> Decimal:
    """A number as people write it: thousands apart, a comma for the decimals, a true minus, a percent or currency sign.

    Raises `ValidationError`.
    """
    said = _FILLING.sub("", text).replace("−", "-")
    said = said.replace(",", "") if _THOUSANDS.fullmatch(said) else said.replace(",", ".")
    if len(said) > 40 or not _NUMBER.fullmatch(said):
        raise ValidationError(f"“{text.strip()[:40]}” is not a number.")
    try:
        return Decimal(said)
    except InvalidOperation:
        raise ValidationError(f"“{text.strip()[:40]}” is not a number.") from None


def _within(column: Any, number: Decimal) -> None:
    for validator in column.validators:
        if isinstance(validator, MinValueValidator) and number < validator.limit_value:
            raise ValidationError(f"Enter at least {validator.limit_value}.")
        if isinstance(validator, MaxValueValidator) and number > validator.limit_value:
            raise ValidationError(f"Enter at most {validator.limit_value}.")
