"""The rules of a programme as a grid to fill in: a row a requirement, a column a level.

The grid is made of a document (`programs.calculations.rules_json`) and what was sent is read back into one. Every block
tells its length in a hidden field; a row without a metric and anything without a name is left out, which removes it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from programs.calculations.catalogue import BUILT_IN
from programs.calculations.rules import LOWEST, Metric
from programs.enums import Method, Operator, Unit

type Json = dict[str, Any]
type Sent = Mapping[str, str]

SPARE_ROWS = 2
WINDOWS = (
    ("as_of", "on the day"),
    ("trailing_1", "last month"),
    ("trailing_3", "last 3 months"),
    ("trailing_6", "last 6 months"),
    ("trailing_12", "last 12 months"),
    ("trailing_24", "last 24 months"),
    ("trailing_36", "last 36 months"),
    ("fiscal_year", "this fiscal year"),
)
OPERATORS = tuple((each.value, each.label) for each in Operator)
METHODS = tuple((each.value, each.label) for each in Method)
UNITS = tuple((each.value, each.label) for each in Unit)
NEW_PART = {
    "key": "part",
    "name": "Bookings",
    "metric": "bookings",
    "window": "trailing_12",
    "points": "1",
    "per": "1000",
}


@dataclass(frozen=True)
class Option:
    """A metric to choose, under its heading."""

    key: str
    name: str
    group: str


def metric_options(document: Json, track: Json, entered: Iterable[Metric]) -> list[Option]:
    """All that a requirement of the track can look at."""
    found = [Option(each.key, each.name, "From records") for each in BUILT_IN.values()]
    found += [Option(each.key, each.name, "Entered by people") for each in entered]
    known = {each.key for each in found}
    own = [Option(each["key"], each["name"], "Of this programme") for each in document["metrics"]]
    found += [each for each in own if each.key not in known]
    for score in track["scores"]:
        key, name = score["key"], score["name"]
        found += [Option(key, name, "Scores"), Option(f"{key}.{LOWEST}", f"{name}, lowest part", "Scores")]
        found += [Option(f"{key}.{part['key']}", f"{name}, {part['name']}", "Scores") for part in score["parts"]]
    return found


def grid(document: Json, entered: Iterable[Metric]) -> Json:
    """The document with spare rows at the end of every block, as the page draws it."""
    entered = tuple(entered)
    levels = document["levels"]
    return {
        "levels": [*levels, {"key": "", "name": "", "benefits": ""}],
        "named": levels,
        "metrics": _placed("metric", [*document["metrics"], {"key": "", "name": "", "unit": Unit.COUNT.value}]),
        "best_day_months": document["best_day_months"],
        "tracks": [
            _track_grid(document, track, levels, entered, f"track-{number}")
            for number, track in enumerate(document["tracks"])
        ],
        "windows": (*WINDOWS, *_other_windows(document)),
        "operators": OPERATORS,
        "methods": METHODS,
        "units": UNITS,
    }


def _other_windows(document: Json) -> list[tuple[str, str]]:
    """Windows of the document that are not among the usual ones."""
    parts = [part for track in document["tracks"] for score in track["scores"] for part in score["parts"]]
    rows = [row for track in document["tracks"] for each in track["sets"] for row in each["rows"]]
    used = {each["window"] for each in (*parts, *rows)} - dict(WINDOWS).keys()
    return [(window, f"last {window.removeprefix('trailing_')} months") for window in sorted(used)]


def _track_grid(document: Json, track: Json, levels: Sequence[Json], entered: tuple[Metric, ...], at: str) -> Json:
    blank = {"metric": "", "window": "trailing_12", "operator": Operator.AT_LEAST.value, "thresholds": {}}
    part = {"key": "", "name": "", "metric": "", "window": "trailing_12", "points": "", "per": "1", "maximum": None}
    sets = [
        each
        | {
            "rows": _placed(
                f"{at}-set-{number}-row",
                [_with_cells(row, levels) for row in (*each["rows"], *([blank] * SPARE_ROWS))],
            )
        }
        for number, each in enumerate(track["sets"])
    ]
    scores = [
        score | {"parts": _placed(f"{at}-score-{number}-part", [*score["parts"], part])}
        for number, score in enumerate(track["scores"])
    ]
    placed = _placed(f"{at}-score", scores)
    return track | {"sets": sets, "scores": placed, "options": metric_options(document, track, entered)}


def _placed(at: str, items: Iterable[Json]) -> list[Json]:
    """Each with the beginning of its fields' names."""
    return [each | {"at": f"{at}-{number}"} for number, each in enumerate(items)]


def _with_cells(row: Json, levels: Sequence[Json]) -> Json:
    cells = [(level["key"], level["name"], trimmed(row["thresholds"].get(level["key"], ""))) for level in levels]
    return row | {"cells": cells}


def trimmed(number: str) -> str:
    """Without zeros behind the point."""
    return number.rstrip("0").rstrip(".") if "." in number else number


def document_of(sent: Sent) -> Json:
    """The document that was filled in; whether it makes sense is for `read_document` to say."""
    months = sent.get("best_day_months", "").strip()
    return {
        "levels": _named(_block(sent, "level", ("key", "name", "benefits"))),
        "metrics": _named(_block(sent, "metric", ("key", "name", "unit"))),
        "best_day_months": int(months) if months.isdecimal() else None,
        "tracks": [_track(sent, f"track-{number}") for number in range(_count(sent, "track"))],
    }


def _track(sent: Sent, at: str) -> Json:
    return {
        "key": sent.get(f"{at}-key", ""),
        "name": sent.get(f"{at}-name", ""),
        "sets": [_set(sent, f"{at}-set-{number}") for number in range(_count(sent, f"{at}-set"))],
        "scores": [
            score
            for number in range(_count(sent, f"{at}-score"))
            if (score := _score(sent, f"{at}-score-{number}"))["name"]
        ],
    }


def _set(sent: Sent, at: str) -> Json:
    need = sent.get(f"{at}-need", "").strip()
    rows = _block(sent, f"{at}-row", ("metric", "window", "operator"))
    levels = [sent.get(f"level-{number}-key", "") for number in range(_count(sent, "level"))]
    for number, row in enumerate(rows):
        cells = {level: _number(sent.get(f"{at}-row-{number}-at-{level}", "")) for level in levels if level}
        row["thresholds"] = {level: value for level, value in cells.items() if value}
    kept = [row for row in rows if row["metric"] and row["thresholds"]]
    return {"name": sent.get(f"{at}-name", ""), "need": int(need) if need.isdecimal() else None, "rows": kept}


def _score(sent: Sent, at: str) -> Json:
    parts = [
        part
        for part in _block(sent, f"{at}-part", ("key", "name", "metric", "window", "points", "per", "maximum"))
        if part["metric"]
    ]
    for part in parts:
        part |= {"points": _number(part["points"]), "per": _number(part["per"]) or "1"}
        part["maximum"] = _number(part["maximum"]) or None
    name = sent.get(f"{at}-name", "").strip()
    key = sent.get(f"{at}-key", "") or slugify(name)
    return {"key": key, "name": name, "method": sent.get(f"{at}-method", ""), "parts": _named(parts)}


def _block(sent: Sent, at: str, fields: Sequence[str]) -> list[Json]:
    return [
        {field: sent.get(f"{at}-{number}-{field}", "").strip() for field in fields}
        for number in range(_count(sent, at))
    ]


def _count(sent: Sent, at: str) -> int:
    text = sent.get(f"{at}-count", "")
    return min(int(text), 100) if text.isdecimal() else 0


def _named(items: list[Json]) -> list[Json]:
    """Those with a name; new ones get a key of it."""
    kept = [each for each in items if each["name"]]
    taken = {each["key"] for each in kept}
    for each in kept:
        if not each["key"]:
            each["key"] = _free(slugify(each["name"])[:40] or "level", taken)
            taken.add(each["key"])
    return kept


def _free(key: str, taken: set[str]) -> str:
    numbered = (f"{key}-{number}" for number in range(2, 200))
    return key if key not in taken else next(each for each in numbered if each not in taken)


def _number(text: str) -> str:
    """A number as people write it, without separators of thousands."""
    return text.strip().replace(",", "").replace(" ", "").replace("\u00a0", "")


def added(document: Json, what: str) -> Json:
    """The document with one more block: `set-0` (a set of track 0), `score-0`, or `track`."""
    kind, _, number = what.partition("-")
    tracks = document["tracks"]
    place = min(int(number), len(tracks) - 1) if number.isdecimal() else 0
    if kind == "set":
        tracks[place]["sets"].append({"name": "", "need": 1, "rows": []})
    elif kind == "score":
        keys = {score["key"] for score in tracks[place]["scores"]}
        key = _free("score", keys)
        score = {
            "key": key,
            "name": key.replace("-", " ").capitalize(),
            "method": Method.POINTS.value,
            "parts": [dict(NEW_PART)],
        }
        tracks[place]["scores"].append(score)
    elif kind == "track":
        key = _free("track", {track["key"] for track in tracks})
        tracks.append(tracks[0] | {"key": key, "name": f"Track {len(tracks) + 1}"})
    return document
