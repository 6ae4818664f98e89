"""An outline as the rows of a spreadsheet: one row for each option, or for a question without options.

Every row repeats whose it is: keys and names of category, topic and question. All else stands once, in the first row of
the category, topic or question that it is about. Topics and categories without questions have a row of their own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scorecards.calculations.outlines.data import (
    CATEGORY_FIELDS,
    OPTION_FIELDS,
    QUESTION_FIELDS,
    TOPIC_FIELDS,
    Reader,
)
from scorecards.calculations.outlines.nodes import Outline
from scorecards.enums import QuestionKind

type Value = str | Decimal | None


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: the name in the first row, whose field it holds, and how that is read. `repeats` in every row."""

    name: str
    part: str
    field: str
    read: Reader
    repeats: bool = False


_WORDS = {
    "key": "key",
    "description": "description",
    "weight": "weight",
    "is_internal": "internal",
    "is_active": "asked",
    "partner_types": "partner types",
    "tiers": "tiers",
    "life_stages": "life stages",
    "kind": "kind",
    "is_scored": "scored",
    "best_practice": "best practice score",
    "best_practice_text": "best practice",
    "guidance": "guidance",
    "action": "action",
    "resources": "resources",
    "number_zero": "scores 0 at",
    "number_full": "scores 100 at",
    "unit": "unit",
    "score": "score",
    "is_best_practice": "best practice",
}


def _headings() -> Iterator[Heading]:
    names = {
        "category": ("Category", CATEGORY_FIELDS, {"name": "Category"}),
        "topic": ("Topic", TOPIC_FIELDS, {"name": "Topic"}),
        "question": ("Question", QUESTION_FIELDS, {"text": "Question"}),
        "option": ("Option", OPTION_FIELDS, {"label": "Option"}),
    }
    for part, (title, readers, plain) in names.items():
        for field, read in readers.items():
            name = plain.get(field) or f"{title} {_WORDS[field]}"
            yield Heading(name, part, field, read, repeats=part != "option" and field in ("key", *plain))


HEADINGS = tuple(_headings())


def rows_of(outline: Outline) -> Iterator[tuple[Value, ...]]:
    """The rows below the headings, in order."""
    told: set[tuple[str, str]] = set()
    for nodes in _lines(outline):
        yield tuple(_value(heading, nodes, told) for heading in HEADINGS)
        told |= {(part, node.key) for part, node in nodes.items() if part != "option"}


def _lines(outline: Outline) -> Iterator[dict[str, Any]]:
    """What each row is about, by part."""
    for category in outline.categories:
        if not category.topics:
            yield {"category": category}
        for topic in category.topics:
            if not topic.questions:
                yield {"category": category, "topic": topic}
            for question in topic.questions:
                above = {"category": category, "topic": topic, "question": question}
                yield from ({**above, "option": option} for option in question.options)
                if not question.options:
                    yield above


def _value(heading: Heading, nodes: Mapping[str, Any], told: set[tuple[str, str]]) -> Value:
    node = nodes.get(heading.part)
    if node is None or (heading.part != "option" and not heading.repeats and (heading.part, node.key) in told):
        return None
    match getattr(node, heading.field):
        case bool() as flag:
            return "yes" if flag else "no"
        case QuestionKind() as kind:
            return kind.value
        case tuple() as words:
            return "; ".join(words)
        case Decimal() as number:
            return number
        case value:
            return str(value or "") or None
