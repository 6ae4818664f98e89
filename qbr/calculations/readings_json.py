"""Periods, ratios and readings as JSON and back."""

from datetime import date
from decimal import Decimal
from typing import Any

from prm.kernel.fiscal import Period
from prm.kernel.ratios import Gap, Ratio
from prm.kernel.status import TrafficLight
from scorecards.calculations.readings import Reading

type Json = dict[str, Any]


def text(value: Decimal | None) -> str | None:
    """Every digit; None stays None."""
    return None if value is None else str(value)


def decimal(stored: str | None) -> Decimal | None:
    """What `text` stored."""
    return None if stored is None else Decimal(stored)


def period_to_json(period: Period) -> Json:
    """First and last day, and the name."""
    return {"label": period.label, "start": period.start_date.isoformat(), "end": period.end_date.isoformat()}


def period_from_json(stored: Json) -> Period:
    """What `period_to_json` stored."""
    return Period(date.fromisoformat(stored["start"]), date.fromisoformat(stored["end"]), stored["label"])


def ratio_to_json(ratio: Ratio) -> Json:
    """The value, or the name of the reason why there is none."""
    return {"value": text(ratio.value), "reason": ratio.reason.name if ratio.reason else None}


def ratio_from_json(stored: Json) -> Ratio:
    """What `ratio_to_json` stored."""
    return Ratio(decimal(stored["value"]), Gap[stored["reason"]] if stored["reason"] else None)


def reading_to_json(reading: Reading) -> Json:
    """A metric's reading."""
    return {
        **period_to_json(reading.period),
        "until": reading.until.isoformat(),
        "value": ratio_to_json(reading.value),
        "index": ratio_to_json(reading.index),
        "light": reading.light.value,
    }


def reading_from_json(stored: Json) -> Reading:
    """What `reading_to_json` stored."""
    return Reading(
        period=period_from_json(stored),
        until=date.fromisoformat(stored["until"]),
        value=ratio_from_json(stored["value"]),
        index=ratio_from_json(stored["index"]),
        light=TrafficLight(stored["light"]),
    )
