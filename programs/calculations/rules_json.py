"""Rules as JSON and back: how a version keeps them, and how templates are written. Numbers are text, never floats.

A window is written `as_of`, `fiscal_year` or `trailing_12` (months).
"""

import re
from collections.abc import Collection
from decimal import Decimal, InvalidOperation
from typing import Any

from prm.kernel.refusal import Refused
from programs.calculations.catalogue import BUILT_IN
from programs.calculations.rules import (
    AS_OF,
    LOWEST,
    Figure,
    Level,
    Metric,
    Part,
    RequirementSet,
    Row,
    Rules,
    Score,
    Track,
    Window,
)
from programs.enums import Method, Operator, Unit, WindowKind

type Json = Any

KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,49}")
TRAILING = "trailing_"
MOST_LEVELS, MOST_ROWS, MOST_TRACKS, MOST_MONTHS, LONGEST_NAME = 12, 60, 6, 60, 50
LARGEST = Decimal(10) ** 15


class RulesInvalid(Refused):
    """The rules of a programme cannot be read."""

    field = "rules"


def to_json(rules: Rules) -> dict[str, Json]:
    """The rules as they are stored."""
    return {
        "levels": [{"key": each.key, "name": each.name, "benefits": each.benefits} for each in rules.levels],
        "best_day_months": rules.best_day_months,
        "metrics": [{"key": each.key, "name": each.name, "unit": each.unit.value} for each in rules.metrics],
        "tracks": [_track_json(track) for track in rules.tracks],
    }


def _track_json(track: Track) -> Json:
    return {
        "key": track.key,
        "name": track.name,
        "scores": [
            {
                "key": score.key,
                "name": score.name,
                "method": score.method.value,
                "parts": [_part_json(part) for part in score.parts],
            }
            for score in track.scores
        ],
        "sets": [
            {"name": each.name, "need": each.need, "rows": [_row_json(row) for row in each.rows]} for each in track.sets
        ],
    }


def _part_json(part: Part) -> Json:
    return {
        "key": part.key,
        "name": part.name,
        "metric": part.figure.metric,
        "window": window_text(part.figure.window),
        "points": str(part.points),
        "per": str(part.per),
        "maximum": None if part.maximum is None else str(part.maximum),
    }


def _row_json(row: Row) -> Json:
    return {
        "metric": row.figure.metric,
        "window": window_text(row.figure.window),
        "operator": row.operator.value,
        "thresholds": {level: str(threshold) for level, threshold in row.thresholds},
    }


def window_text(window: Window) -> str:
    """``trailing_12``; see `read_window`."""
    return f"{TRAILING}{window.months}" if window.kind is WindowKind.TRAILING_MONTHS else window.kind.value


def read_window(text: str) -> Window:
    """The window that `window_text` wrote. Raises RulesInvalid."""
    if text.startswith(TRAILING) and text.removeprefix(TRAILING).isdecimal():
        months = int(text.removeprefix(TRAILING))
        if 1 <= months <= MOST_MONTHS:
            return Window(WindowKind.TRAILING_MONTHS, months)
    elif text in (WindowKind.AS_OF, WindowKind.FISCAL_YEAR):
        return Window(WindowKind(text))
    raise RulesInvalid(f"“{text}” is no window. A window has 1 to {MOST_MONTHS} months.")


def from_json(stored: Json, *, entered: Collection[str] | None = ()) -> Rules:
    """The rules in a document. `entered` are the keys of the tenant's own metrics, which it may name too; None: any.

    Raises RulesInvalid with a sentence about the first thing that cannot be.
    """
    try:
        return _rules(stored, entered)
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as problem:
        raise RulesInvalid(f"The rules cannot be read: {problem}.") from problem


def _rules(stored: Json, entered: Collection[str] | None) -> Rules:
    levels = tuple(Level(_key(each), _name(each), str(each.get("benefits") or "")) for each in stored["levels"])
    _refuse(not 1 <= len(levels) <= MOST_LEVELS, f"A programme has 1 to {MOST_LEVELS} levels.")
    _unique([each.key for each in levels], "levels")
    _unique([each.name.casefold() for each in levels], "levels")
    metrics = tuple(Metric(_key(each), _name(each), Unit(each["unit"])) for each in stored.get("metrics") or ())
    _unique([each.key for each in metrics], "metrics")
    known = None if entered is None else {*BUILT_IN, *entered, *(each.key for each in metrics)}
    tracks = tuple(_track(each, known, {level.key for level in levels}) for each in stored["tracks"])
    _refuse(not 1 <= len(tracks) <= MOST_TRACKS, f"A programme has 1 to {MOST_TRACKS} tracks.")
    _unique([each.key for each in tracks], "tracks")
    months = stored.get("best_day_months")
    _refuse(months is not None and not 0 <= int(months) <= 12, "The best day lies in this month or the 12 before it.")
    return Rules(levels, tracks, metrics, None if months is None else int(months))


def _track(stored: Json, known: set[str] | None, levels: set[str]) -> Track:
    scores = tuple(_score(each, known) for each in stored.get("scores") or ())
    _unique([each.key for each in scores], "scores")
    addresses = {name for score in scores for name in _addresses(score)}
    sets = tuple(_set(each, known, addresses, levels) for each in stored["sets"])
    return Track(_key(stored), _name(stored), sets, scores)


def _addresses(score: Score) -> list[str]:
    return [score.key, f"{score.key}.{LOWEST}", *(f"{score.key}.{part.key}" for part in score.parts)]


def _score(stored: Json, known: set[str] | None) -> Score:
    parts = tuple(_part(each, known) for each in stored["parts"])
    _refuse(not 1 <= len(parts) <= MOST_ROWS, f"A score has 1 to {MOST_ROWS} parts.")
    _unique([each.key for each in parts], "parts of a score")
    key = _key(stored)
    _refuse(known is not None and key in known, f"“{key}” already is the name of a metric.")
    return Score(key, _name(stored), Method(stored["method"]), parts)


def _part(stored: Json, known: set[str] | None) -> Part:
    metric, window = str(stored["metric"]), read_window(stored.get("window") or WindowKind.AS_OF.value)
    _refuse(known is not None and metric not in known, f"There is no metric “{metric}”.")
    _refuse(_key(stored) == LOWEST, "A part cannot be called “lowest”.")
    points, per = _number(stored["points"]), _number(stored.get("per") or 1)
    maximum = None if stored.get("maximum") is None else _number(stored["maximum"])
    _refuse(points <= 0 or per <= 0 or (maximum is not None and maximum <= 0), "Points of a part are above zero.")
    return Part(_key(stored), _name(stored), _figure(metric, window), points, per, maximum)


def _set(stored: Json, known: set[str] | None, addresses: set[str], levels: set[str]) -> RequirementSet:
    rows = tuple(_row(each, known, addresses, levels) for each in stored["rows"])
    need = None if stored.get("need") is None else int(stored["need"])
    _refuse(len(rows) > MOST_ROWS, f"A set has at most {MOST_ROWS} requirements.")
    _unique([f"{row.figure}{row.operator}" for row in rows], "requirements of a set")
    _refuse(need is not None and need < 1, "At least one of a set is needed.")
    return RequirementSet(rows, need, str(stored.get("name") or "")[:100])


def _row(stored: Json, known: set[str] | None, addresses: set[str], levels: set[str]) -> Row:
    metric = str(stored["metric"])
    _refuse(known is not None and metric not in known | addresses, f"There is no metric “{metric}”.")
    window = AS_OF if metric in addresses else read_window(stored.get("window") or WindowKind.AS_OF.value)
    thresholds = {str(level): _number(value) for level, value in stored["thresholds"].items()}
    _refuse(bool(set(thresholds) - levels), "A threshold names a level that there is not.")
    ordered = tuple((level, thresholds[level]) for level in sorted(thresholds))
    return Row(_figure(metric, window), Operator(stored["operator"]), ordered)


def _figure(metric: str, window: Window) -> Figure:
    """A metric that knows no window has none, so that it is measured once."""
    words = BUILT_IN.get(metric)
    return Figure(metric, window if words is not None and words.has_window else AS_OF)


def _number(value: Json) -> Decimal:
    _refuse(isinstance(value, float | bool), "Numbers are written as text.")
    number = Decimal(str(value))
    _refuse(not number.is_finite() or abs(number) > LARGEST, f"“{value}” is no number that a programme can ask for.")
    return number


def _key(stored: Json) -> str:
    key = str(stored["key"])
    _refuse(not KEY.fullmatch(key), f"“{key}” is no key: lower-case letters, digits, hyphens.")
    return key


def _name(stored: Json) -> str:
    name = str(stored["name"]).strip()
    _refuse(not name or len(name) > LONGEST_NAME, f"A name has 1 to {LONGEST_NAME} letters.")
    return name


def _unique(keys: list[str], what: str) -> None:
    _refuse(len(set(keys)) < len(keys), f"Two {what} are the same.")


def _refuse(wrong: bool, sentence: str) -> None:
    if wrong:
        raise RulesInvalid(sentence)
