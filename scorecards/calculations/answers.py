"""What can be an answer to a question, and what of an answer outlives a new edition of the questionnaire."""

from decimal import Decimal
from uuid import UUID

from scorecards.calculations.capabilities import NOTHING, AnswerValue
from scorecards.calculations.questionnaire import QuestionNode
from scorecards.enums import QuestionKind

TEXT_LENGTH = 4000
# As many digits as are kept: 14 before the point, 4 behind it.
NUMBER_LIMIT = Decimal(10) ** 14
NUMBER_STEP = Decimal("0.0001")


def problem_with(question: QuestionNode, value: AnswerValue) -> str:
    """Why `value` cannot be an answer to the question, in words; empty when it can. No answer always can."""
    if not value.is_given:
        return ""
    if value.is_not_applicable:
        return "" if value == AnswerValue(is_not_applicable=True) else "Something not applicable has no answer."
    if question.kind.has_options:
        return _problem_with_choices(question, value)
    if value.choices:
        return "This question has no options."
    if question.kind is QuestionKind.NUMBER:
        return "Give a number." if value.text else _problem_with_number(value.number)
    if value.number is not None:
        return "Answer in words."
    return f"Use at most {TEXT_LENGTH:,} characters." if len(value.text) > TEXT_LENGTH else ""


def _problem_with_choices(question: QuestionNode, value: AnswerValue) -> str:
    known = {choice.id for choice in question.choices}
    if value.number is not None or value.text or not set(value.choices) <= known:
        return "Choose one of the options."
    if len(set(value.choices)) < len(value.choices):
        return "Choose each option once."
    if question.kind is not QuestionKind.MULTIPLE and len(value.choices) > 1:
        return "Choose one option only."
    return ""


def _problem_with_number(number: Decimal | None) -> str:
    if number is None or not number.is_finite():
        return "Give a number."
    if abs(number) >= NUMBER_LIMIT:
        return "Give a number of at most 14 digits."
    return "" if number == number.quantize(NUMBER_STEP) else "Use at most 4 digits behind the point."


def carried_over(answer: AnswerValue, *, was: QuestionNode, now: QuestionNode) -> AnswerValue:
    """What an answer to `was` says about `now`, the same question in another edition; `NOTHING` when it says nothing.

    Options are the same when they read the same, upper and lower case aside. Of several chosen ones those that are
    still there stay. A number, text or "not applicable" stays as it is.
    """
    if answer.is_not_applicable:
        return answer
    if now.kind.has_options:
        kept = _same_options(answer, was, now)
        return AnswerValue(choices=kept) if kept and not problem_with(now, AnswerValue(choices=kept)) else NOTHING
    return NOTHING if problem_with(now, answer) else answer


def _same_options(answer: AnswerValue, was: QuestionNode, now: QuestionNode) -> tuple[UUID, ...]:
    labels = {choice.label.casefold() for choice in was.choices if choice.id in answer.choices}
    return tuple(choice.id for choice in now.choices if choice.label.casefold() in labels)


def in_words(question: QuestionNode, value: AnswerValue) -> str:
    """The answer as people read it; a dash where there is none."""
    if value.is_not_applicable:
        return "Not applicable"
    if value.choices:
        return ", ".join(choice.label for choice in question.choices if choice.id in value.choices)
    if value.number is not None:
        return f"{_plain(value.number)} {question.unit}".strip()
    return value.text or "–"


def _plain(number: Decimal) -> str:
    whole = number == number.to_integral_value()
    return f"{number.quantize(Decimal(1)):f}" if whole else f"{number.normalize():f}"
