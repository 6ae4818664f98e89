"""Made-up questionnaires for tests of the arithmetic."""

from decimal import Decimal
from uuid import UUID, uuid5

from scorecards.calculations.capabilities import AnswerValue
from scorecards.calculations.questionnaire import CategoryNode, Choice, Questionnaire, QuestionNode, TopicNode
from scorecards.enums import QuestionKind

SPACE = UUID(int=7)
STEPS = (0, 25, 40, 50, 75, 80, 100)


def an_id(name: str) -> UUID:
    """The same id for the same name."""
    return uuid5(SPACE, name)


def graduated(key: str, *, weight: int | str = 1, **fields: object) -> QuestionNode:
    """A question whose options score 0, 25, 40, 50, 75, 80 and 100."""
    choices = tuple(Choice(an_id(f"{key}-{step}"), str(step), Decimal(step)) for step in STEPS)
    question = QuestionNode(an_id(key), key, f"How is {key}?", QuestionKind.GRADUATED, True, Decimal(weight))
    return _with(question, choices=choices, **fields)


def topic(key: str, *questions: QuestionNode, **fields: object) -> TopicNode:
    """A topic of these questions."""
    return _with(TopicNode(an_id(key), key, key.capitalize(), questions), **fields)


def category(key: str, *topics: TopicNode, **fields: object) -> CategoryNode:
    """A category of these topics."""
    return _with(CategoryNode(an_id(key), key, key.capitalize(), topics), **fields)


def questionnaire(*categories: CategoryNode) -> Questionnaire:
    """A published questionnaire of these categories."""
    return Questionnaire(an_id("version"), an_id("set"), "Capabilities", 1, categories)


def step(key: str, score: int) -> AnswerValue:
    """The answer to a graduated question that scores so much."""
    return AnswerValue(choices=(an_id(f"{key}-{score}"),))


def _with[Node: (QuestionNode, TopicNode, CategoryNode)](node: Node, **fields: object) -> Node:
    from dataclasses import replace

    return replace(node, **fields)  # type: ignore[arg-type]
