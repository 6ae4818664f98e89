"""Figures and gaps in words: "2 more certificates", "$48,000 more in bookings"."""

from decimal import ROUND_CEILING, Decimal

from prm.kernel import money
from programs.calculations.catalogue import MetricWords
from programs.calculations.rules import Figure
from programs.enums import Operator, Unit

ZERO = Decimal(0)
_PLACES = {Unit.COUNT: 1, Unit.PERCENT: 1, Unit.POINTS: 1, Unit.SCORE: 2}


def written(value: Decimal, unit: Unit, currency: str) -> str:
    """A figure as people read it: ``$48,000``, ``72%``, ``7.5``. Money is whole unless it is not."""
    if unit is Unit.MONEY:
        whole = value == value.to_integral_value()
        text = money.number(value, 0) if whole else money.plain(value, currency)
        sign = money.MINUS if text.startswith(money.MINUS) else ""
        return f"{sign}{money.currency(currency).symbol}{text.removeprefix(money.MINUS)}"
    text = money.number(value, _PLACES[unit])
    trimmed = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{trimmed}%" if unit is Unit.PERCENT else trimmed


def name_of(words: MetricWords, figure: Figure) -> str:
    """A figure by name, with its window."""
    window = figure.window.label if words.has_window else ""
    return f"{words.name}, {window}" if window else words.name


def gap(words: MetricWords, operator: Operator, value: Decimal | None, threshold: Decimal, currency: str) -> str:
    """What is missing: "2 more certificates". Rounded up, so that whoever does that much has done enough."""
    if value is None:
        return f"no data on {_lower(words.name)} yet"
    if operator is Operator.AT_MOST:
        return f"{_lower(words.name)} down to {written(threshold, words.unit, currency)}"
    return _more(words, _missing(words.unit, operator, value, threshold), currency)


def _missing(unit: Unit, operator: Operator, value: Decimal, threshold: Decimal) -> Decimal:
    step = (
        Decimal(1).scaleb(-2) if unit is Unit.SCORE else Decimal(1).scaleb(-1) if unit is Unit.PERCENT else Decimal(1)
    )
    missing = (threshold - value).quantize(step, rounding=ROUND_CEILING)
    touches = operator is Operator.MORE_THAN and value + missing <= threshold
    return missing + step if touches else missing


def _more(words: MetricWords, missing: Decimal, currency: str) -> str:
    amount = written(missing, words.unit, currency)
    match words.unit:
        case Unit.MONEY:
            return f"{amount} more in {words.many}"
        case Unit.COUNT:
            return f"{amount} more {words.one if missing == 1 else words.many}"
        case Unit.PERCENT:
            return f"{amount.removesuffix('%')} percentage points more {words.many}"
        case _:
            return f"{amount} more in {_lower(words.name)}"


def _lower(name: str) -> str:
    return name if name[:2].isupper() else f"{name[:1].lower()}{name[1:]}"
