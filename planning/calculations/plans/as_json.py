"""A plan as the data that `static/js/plan-forecast.js` reads: decimals as text, months and days as numbers."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum

from planning.calculations.fixed import ONE, PLACES, Fixed
from planning.calculations.plans.assumptions import Assumptions, Custom, Growth, Sample
from planning.calculations.plans.scenarios import Overlay

type Json = str | int | list[Json] | dict[str, Json] | None

# Counted and not measured: these stay numbers. Every other whole number is of 10^-18.
_COUNTS = {"first_month", "start_month", "end_month", "customer_days", "supplier_days", "delay"}
_MODES: Mapping[type[object], str] = {Growth: "growth", Sample: "sample", Custom: "custom"}
_UNUSED = {"name"}


def plan_json(assumptions: Assumptions) -> Json:
    """The assumptions under the script's names. Without a business there is none in it, so none to be hidden."""
    return _written(assumptions)


def overlay_json(overlay: Overlay) -> Json:
    """The overlay in the same way."""
    return _written(overlay)


def decimal_text(value: Fixed) -> str:
    """Exactly, with no more digits than it needs: ``-0.25``."""
    whole, rest = divmod(abs(value), ONE)
    digits = f"{rest:0{PLACES}d}".rstrip("0")
    return f"{'-' if value < 0 else ''}{whole}{'.' if digits else ''}{digits}"


def _written(part: object) -> Json:
    match part:
        case None:
            return None
        case Enum():
            return str(part.value)
        case str():
            return part
        case int():
            return decimal_text(part)
        case tuple():
            return [_written(each) for each in part]
        case _:
            return _object(part)


def _object(part: object) -> Json:
    assert is_dataclass(part)
    mode = _MODES.get(type(part))
    found: dict[str, Json] = {"mode": mode} if mode else {}
    for each in fields(part):
        if each.name not in _UNUSED:
            value = getattr(part, each.name)
            found[_script_name(each.name)] = value if each.name in _COUNTS else _written(value)
    return found


def _script_name(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))
