"""The fields of a question in a form: how they are called, and what they say."""

from decimal import Decimal, InvalidOperation
from uuid import UUID

from django.http import QueryDict

from prm.kernel.refusal import Refused
from scorecards.calculations.capabilities import NOTHING, AnswerValue
from scorecards.calculations.questionnaire import QuestionNode
from scorecards.enums import Confidence, QuestionKind

NOT_APPLICABLE = "na"


class Unreadable(Refused):
    """What was typed is no answer."""

    field = "value"


def field_name(part: str, question_id: UUID) -> str:
    """`a` answer, `n` not applicable, `r` revision it was made on, `e` evidence, `c` confidence."""
    return f"{part}-{question_id}"


def value_sent(question: QuestionNode, sent: QueryDict) -> AnswerValue:
    """The answer to a question as a form sent it. Raises `Unreadable`."""
    given = [each.strip() for each in sent.getlist(field_name("a", question.id)) if each.strip()]
    if NOT_APPLICABLE in given or field_name("n", question.id) in sent:
        return AnswerValue(is_not_applicable=True)
    if not given:
        return NOTHING
    if question.kind.has_options:
        return AnswerValue(choices=tuple(_id(each) for each in given))
    if question.kind is QuestionKind.NUMBER:
        return AnswerValue(number=_number(given[0]))
    return AnswerValue(text=given[0].replace("\r\n", "\n"))


def pairs_of(question: QuestionNode, value: AnswerValue) -> list[tuple[str, str]]:
    """The fields that say this answer: what `value_sent` reads, the other way round."""
    answer = field_name("a", question.id)
    if value.is_not_applicable:
        is_radio = question.kind.has_options and question.kind is not QuestionKind.MULTIPLE
        return [(answer if is_radio else field_name("n", question.id), NOT_APPLICABLE)]
    if value.number is not None:
        return [(answer, f"{value.number:f}")]
    return [(answer, str(choice)) for choice in value.choices] or ([(answer, value.text)] if value.text else [])


def revision_sent(question_id: UUID, sent: QueryDict) -> int | None:
    """The revision that a change was made on; None when the form does not say."""
    text = sent.get(field_name("r", question_id), "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


def delivery_sent(sent: QueryDict) -> UUID | None:
    """The sender's key of the change, if there is one."""
    try:
        return UUID(sent.get("delivery", ""))
    except ValueError:
        return None


def evidence_sent(question_id: UUID, sent: QueryDict) -> str | None:
    """The evidence; None when the form has no such field."""
    evidence = sent.get(field_name("e", question_id))
    return None if evidence is None else evidence.strip()


def confidence_sent(question_id: UUID, sent: QueryDict) -> str | None:
    """The confidence, empty for none; None when the form has no such field or no such word."""
    confidence = sent.get(field_name("c", question_id))
    return confidence if confidence in {"", *Confidence} else None


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Unreadable("Choose one of the options.") from None


def _number(text: str) -> Decimal:
    plain = text.replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
    # 1,5 is one and a half; 1,500.5 has separators.
    plain = plain.replace(",", "" if "." in plain or plain.count(",") > 1 else ".")
    try:
        return Decimal(plain)
    except InvalidOperation:
        raise Unreadable("Give a number.") from None
