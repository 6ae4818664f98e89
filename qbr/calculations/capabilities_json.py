"""The capabilities of a snapshot as JSON and back. Reviews built before there were any have none."""

from typing import Any

from prm.kernel.status import TrafficLight
from qbr.calculations.capabilities import Capabilities, CategoryStand, RedItem, Step

type Json = dict[str, Any]


def capabilities_to_json(stand: Capabilities | None) -> Json | None:
    """The form in which a snapshot stores them."""
    if stand is None:
        return None
    return {
        "set": stand.set_name,
        "round": stand.round,
        "overall": stand.overall,
        "light": stand.light.value,
        "is_provisional": stand.is_provisional,
        "round_before": stand.round_before,
        "before": stand.before,
        "now": stand.now,
        "categories": [
            {"name": each.name, "score": each.score, "before": each.before, "light": each.light.value}
            for each in stand.categories
        ],
        "steps": [{"question": each.question, "before": each.before, "now": each.now} for each in stand.steps],
        "red": [{"question": each.question, "score": each.score, "action": each.action} for each in stand.red],
    }


def capabilities_from_json(stored: Json | None) -> Capabilities | None:
    """What `capabilities_to_json` stored; None for a snapshot without."""
    if stored is None:
        return None
    return Capabilities(
        set_name=stored["set"],
        round=stored["round"],
        overall=stored["overall"],
        light=TrafficLight(stored["light"]),
        is_provisional=stored["is_provisional"],
        round_before=stored["round_before"],
        before=stored["before"],
        now=stored["now"],
        categories=tuple(
            CategoryStand(each["name"], each["score"], each["before"], TrafficLight(each["light"]))
            for each in stored["categories"]
        ),
        steps=tuple(Step(**each) for each in stored["steps"]),
        red=tuple(RedItem(**each) for each in stored["red"]),
    )
