"""An evaluation as JSON and back: the figures of a review as they were, whatever the code says later."""

from datetime import date
from decimal import Decimal
from typing import Any

from programs.calculations.tiers import (
    Evaluation,
    LevelResult,
    RequirementResult,
    ScorePart,
    ScoreResult,
    SetResult,
    TrackResult,
)

FORMAT = 1
type Json = dict[str, Any]


class UnknownFormat(ValueError):
    """An evaluation was written by a version of the product that this one does not know."""


def to_json(evaluation: Evaluation) -> Json:
    """The form in which a review keeps its figures."""
    return {"format": FORMAT, "day": evaluation.day.isoformat(), "tracks": [_track(each) for each in evaluation.tracks]}


def from_json(stored: Json) -> Evaluation:
    """The evaluation that `to_json` stored. Raises UnknownFormat."""
    if stored.get("format") != FORMAT:
        raise UnknownFormat(f"Evaluation format {stored.get('format')!r} cannot be read.")
    return Evaluation(date.fromisoformat(stored["day"]), tuple(_read_track(each) for each in stored["tracks"]))


def _track(track: TrackResult) -> Json:
    return {
        "key": track.key,
        "name": track.name,
        "scores": [
            {
                "key": score.key,
                "name": score.name,
                "total": _text(score.total),
                "parts": [
                    {"name": part.name, "points": _text(part.points), "maximum": _text(part.maximum)}
                    for part in score.parts
                ],
            }
            for score in track.scores
        ],
        "levels": [
            {"key": level.key, "name": level.name, "sets": [_set(each) for each in level.sets]}
            for level in track.levels
        ],
    }


def _set(each: SetResult) -> Json:
    return {
        "needed": each.needed,
        "requirements": [
            {
                "name": result.name,
                "asked": result.asked,
                "value": result.value,
                "met": result.met,
                "has_data": result.has_data,
                "share": str(result.share),
                "gap": result.gap,
            }
            for result in each.requirements
        ],
    }


def _read_track(stored: Json) -> TrackResult:
    return TrackResult(
        key=stored["key"],
        name=stored["name"],
        scores=tuple(_read_score(each) for each in stored["scores"]),
        levels=tuple(
            LevelResult(each["key"], each["name"], tuple(_read_set(one) for one in each["sets"]))
            for each in stored["levels"]
        ),
    )


def _read_score(stored: Json) -> ScoreResult:
    parts = tuple(
        ScorePart(each["name"], _decimal(each["points"]), _decimal(each["maximum"])) for each in stored["parts"]
    )
    return ScoreResult(stored["key"], stored["name"], _decimal(stored["total"]), parts)


def _read_set(stored: Json) -> SetResult:
    results = tuple(RequirementResult(**{**each, "share": Decimal(each["share"])}) for each in stored["requirements"])
    return SetResult(results, stored["needed"])


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
