"""Outlines as plain data: what TOML files and the API hold."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from scorecards.calculations.outlines.fields import (
    LONGEST,
    Unfit,
    flag_of,
    key_text,
    kind_of,
    number_of,
    score_of,
    text_of,
    weight_of,
    words_of,
)
from scorecards.calculations.outlines.nodes import (
    CategoryOutline,
    OptionOutline,
    Outline,
    QuestionOutline,
    TopicOutline,
)

type Reader = Callable[[Any], Any]

MOST_QUESTIONS = 1000
MOST_OPTIONS = 50


def _texts(part: str) -> dict[str, Reader]:
    return {field: partial(text_of, longest=longest) for field, longest in LONGEST[part].items() if field != "key"}


# How each field is read, for every kind of file; the order is the one in which they are written.
CATEGORY_FIELDS: dict[str, Reader] = {
    "key": key_text,
    **_texts("category"),
    "weight": weight_of,
    "is_internal": flag_of,
    "is_active": flag_of,
}
TOPIC_FIELDS: dict[str, Reader] = {
    "key": key_text,
    **_texts("topic"),
    "weight": weight_of,
    "partner_types": words_of,
    "tiers": words_of,
    "life_stages": words_of,
    "is_active": flag_of,
}
QUESTION_FIELDS: dict[str, Reader] = {
    "key": key_text,
    **_texts("question"),
    "kind": kind_of,
    "is_scored": flag_of,
    "weight": weight_of,
    "best_practice": score_of,
    "number_zero": number_of,
    "number_full": number_of,
    "is_active": flag_of,
}
OPTION_FIELDS: dict[str, Reader] = {
    **_texts("option"),
    "score": score_of,
    "is_best_practice": flag_of,
}
_NEEDED = {
    "category": ("key", "name"),
    "topic": ("key", "name"),
    "question": ("key", "text", "kind"),
    "option": ("label",),
}


class NotAnOutline(ValueError):
    """The data cannot be read as a question set; the message says where and what to write there."""


def outline_from(data: Mapping[str, Any]) -> Outline:
    """The outline that plain data describe. Raises `NotAnOutline` with the place and a sentence.

    Best practice is the best-marked option's score where it is not given. Fields that are not known are refused.
    """
    outline = Outline(_parts(data, "categories", "", _category))
    if sum(1 for _ in outline.walk()) > MOST_QUESTIONS:
        raise NotAnOutline(f"A question set has at most {MOST_QUESTIONS} questions.")
    return outline


def data_of(outline: Outline) -> dict[str, Any]:
    """An outline as plain data with every field; decimals are texts, as the API writes them."""
    return {"categories": [_plain(category) for category in outline.categories]}


def best_of(options: tuple[OptionOutline, ...]) -> Decimal | None:
    """The score to aim for: that of the options marked as best practice, added up to 100; None when none is."""
    marked = [option.score for option in options if option.is_best_practice and option.score is not None]
    return min(Decimal(100), sum(marked, Decimal(0))) if marked else None


def _category(data: Mapping[str, Any], place: str) -> CategoryOutline:
    values = _read(data, "category", CATEGORY_FIELDS, "topics", place)
    return CategoryOutline(**values, topics=_parts(data, "topics", place, _topic))


def _topic(data: Mapping[str, Any], place: str) -> TopicOutline:
    values = _read(data, "topic", TOPIC_FIELDS, "questions", place)
    return TopicOutline(**values, questions=_parts(data, "questions", place, _question))


def _question(data: Mapping[str, Any], place: str) -> QuestionOutline:
    values = _read(data, "question", QUESTION_FIELDS, "options", place)
    options = _parts(data, "options", place, _option)
    if len(options) > MOST_OPTIONS:
        raise NotAnOutline(f"{place}: a question has at most {MOST_OPTIONS} options.")
    if "best_practice" not in values and (best := best_of(options)) is not None:
        values["best_practice"] = best
    return QuestionOutline(**values, options=options)


def _option(data: Mapping[str, Any], place: str) -> OptionOutline:
    return OptionOutline(**_read(data, "option", OPTION_FIELDS, "", place))


def _parts[Part](
    data: Mapping[str, Any], field: str, place: str, read: Callable[[Mapping[str, Any], str], Part]
) -> tuple[Part, ...]:
    """The parts listed under a field, each read with its place such as `categories[2].topics[1]`, counted from 1."""
    listed = data.get(field, [])
    at = f"{place}.{field}" if place else field
    if not isinstance(listed, list) or not all(isinstance(each, Mapping) for each in listed):
        raise NotAnOutline(f"{at}: write a list of objects.")
    return tuple(read(each, f"{at}[{number}]") for number, each in enumerate(listed, 1))


def _read(data: Mapping[str, Any], part: str, readers: Mapping[str, Reader], below: str, place: str) -> dict[str, Any]:
    for field in data:
        if field not in readers and field != below:
            raise NotAnOutline(f"{place}: there is no field “{field}”.")
    # What is null says the same as what is left out.
    values = {
        field: _read_field(read, data[field], f"{place}.{field}")
        for field, read in readers.items()
        if data.get(field) is not None
    }
    for field in _NEEDED[part]:
        if not values.get(field):
            raise NotAnOutline(f"{place}.{field}: this is needed.")
    return values


def _read_field(read: Reader, value: Any, place: str) -> Any:
    try:
        return read(value)
    except Unfit as error:
        raise NotAnOutline(f"{place}: {error}") from error


def _plain(value: Any) -> Any:
    match value:
        case CategoryOutline():
            return _fields(value, CATEGORY_FIELDS) | {"topics": [_plain(topic) for topic in value.topics]}
        case TopicOutline():
            return _fields(value, TOPIC_FIELDS) | {"questions": [_plain(question) for question in value.questions]}
        case QuestionOutline():
            return _fields(value, QUESTION_FIELDS) | {"options": [_plain(option) for option in value.options]}
        case OptionOutline():
            return _fields(value, OPTION_FIELDS)
        case Decimal():
            return f"{value.normalize():f}"
        case tuple():
            return list(value)
        case _:
            return value


def _fields(node: Any, readers: Mapping[str, Reader]) -> dict[str, Any]:
    return {field: _plain(getattr(node, field)) for field in readers}
