"""What differs between two versions of a question set, in words for whoever publishes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scorecards.calculations.outlines.data import CATEGORY_FIELDS, OPTION_FIELDS, QUESTION_FIELDS, TOPIC_FIELDS
from scorecards.calculations.outlines.nodes import (
    CategoryOutline,
    OptionOutline,
    Outline,
    QuestionOutline,
    TopicOutline,
)
from scorecards.enums import QuestionKind

type Node = CategoryOutline | TopicOutline | QuestionOutline

WORDS = {
    "name": "Name",
    "text": "Wording",
    "label": "Wording",
    "description": "Description",
    "weight": "Weight",
    "is_internal": "For our own people only",
    "is_active": "Asked",
    "partner_types": "Partner types",
    "tiers": "Tiers",
    "life_stages": "Life stages",
    "kind": "Kind",
    "is_scored": "Scored",
    "best_practice": "Best practice score",
    "best_practice_text": "Best practice",
    "guidance": "Guidance",
    "action": "Recommended action",
    "resources": "Resources",
    "number_zero": "Number that scores 0",
    "number_full": "Number that scores 100",
    "unit": "Unit",
    "score": "Score",
    "is_best_practice": "Best practice",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One part of the set that was added, removed or changed. `details` are sentences; empty for the first two."""

    what: str
    part: str
    title: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Placed:
    """A part with the key of what it stands in."""

    node: Node
    above: str


def changes_between(before: Outline, after: Outline) -> list[Change]:
    """Everything that differs, categories first. Parts are the same when their keys are. Empty: nothing differs."""
    return [
        change
        for part in ("category", "topic", "question")
        for change in _of_part(part, _placed(before, part), _placed(after, part))
    ]


def _placed(outline: Outline, part: str) -> dict[str, _Placed]:
    if part == "category":
        return {each.key: _Placed(each, "") for each in outline.categories}
    topics = [(category, topic) for category in outline.categories for topic in category.topics]
    if part == "topic":
        return {topic.key: _Placed(topic, category.name) for category, topic in topics}
    return {each.key: _Placed(each, topic.name) for _, topic in topics for each in topic.questions}


def _of_part(part: str, before: Mapping[str, _Placed], after: Mapping[str, _Placed]) -> Iterator[Change]:
    for key, old in before.items():
        if key not in after:
            yield Change("removed", part, _title(old.node))
    for key, new in after.items():
        if key not in before:
            yield Change("added", part, _title(new.node))
        elif details := tuple(_details(before[key], new)):
            yield Change("changed", part, _title(new.node), details)
    if _order(before, after) != _order(after, before):
        yield Change("changed", part, "Order", (f"The order of the {_plural(part)} changed.",))


def _order(these: Mapping[str, _Placed], others: Mapping[str, _Placed]) -> list[str]:
    """The keys that both have and that stand in the same place, in the order of the first."""
    return [key for key, each in these.items() if key in others and each.above == others[key].above]


def _details(old: _Placed, new: _Placed) -> Iterator[str]:
    if old.above != new.above:
        yield f"Moved from “{old.above}” to “{new.above}”."
    readers = _fields_of(new.node)
    yield from _differences(old.node, new.node, readers)
    if isinstance(old.node, QuestionOutline) and isinstance(new.node, QuestionOutline):
        yield from _of_options(old.node.options, new.node.options)


def _of_options(before: Iterable[OptionOutline], after: Iterable[OptionOutline]) -> Iterator[str]:
    old, new = ({option.label: option for option in options} for options in (before, after))
    yield from (f"Option “{label}” removed." for label in old if label not in new)
    for label, option in new.items():
        if label not in old:
            yield f"Option “{label}” added{_scoring(option)}."
        else:
            yield from (f"Option “{label}”: {each}" for each in _differences(old[label], option, OPTION_FIELDS))
    if [label for label in old if label in new] != [label for label in new if label in old]:
        yield "The order of the options changed."


def _differences(old: object, new: object, fields: Iterable[str]) -> Iterator[str]:
    for field in fields:
        was, now = getattr(old, field), getattr(new, field)
        if field != "key" and was != now:
            yield f"{WORDS[field]}: {_said(was)} → {_said(now)}"


def _said(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case QuestionKind():
            return value.label
        case Decimal():
            return f"{value.normalize():f}"
        case tuple():
            return ", ".join(value) or "all"
        case None | "":
            return "nothing"
        case _:
            return f"“{value}”"


def _scoring(option: OptionOutline) -> str:
    return "" if option.score is None else f", scores {option.score.normalize():f}"


def _fields_of(node: Node) -> Iterable[str]:
    match node:
        case CategoryOutline():
            return CATEGORY_FIELDS
        case TopicOutline():
            return TOPIC_FIELDS
        case QuestionOutline():
            return QUESTION_FIELDS


def _title(node: Node) -> str:
    return node.text if isinstance(node, QuestionOutline) else node.name


def _plural(part: str) -> str:
    return "categories" if part == "category" else f"{part}s"
