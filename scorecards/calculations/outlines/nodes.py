"""The outline of a question set: its whole content by stable keys, without ids. Unlike a questionnaire it also holds
what is switched off at the moment.
"""

import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass
from decimal import Decimal

from scorecards.enums import QuestionKind

LONGEST_KEY = 60


@dataclass(frozen=True, slots=True)
class OptionOutline:
    """An answer to choose; the fields mean what they mean in `models.questions.Option`."""

    label: str
    score: Decimal | None = None
    is_best_practice: bool = False
    action: str = ""


@dataclass(frozen=True, slots=True)
class QuestionOutline:
    """A question with its options in order."""

    key: str
    text: str
    kind: QuestionKind
    is_scored: bool = True
    weight: Decimal = Decimal(1)
    best_practice: Decimal = Decimal(100)
    best_practice_text: str = ""
    guidance: str = ""
    action: str = ""
    resources: str = ""
    number_zero: Decimal | None = None
    number_full: Decimal | None = None
    unit: str = ""
    is_active: bool = True
    options: tuple[OptionOutline, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicOutline:
    """A topic with its questions in order. Empty types, tiers and stages mean: for every partner."""

    key: str
    name: str
    weight: Decimal = Decimal(1)
    partner_types: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    life_stages: tuple[str, ...] = ()
    is_active: bool = True
    questions: tuple[QuestionOutline, ...] = ()


@dataclass(frozen=True, slots=True)
class CategoryOutline:
    """A category with its topics in order."""

    key: str
    name: str
    description: str = ""
    weight: Decimal = Decimal(1)
    is_internal: bool = False
    is_active: bool = True
    topics: tuple[TopicOutline, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """Everything that a version of a question set says, in order."""

    categories: tuple[CategoryOutline, ...] = ()

    def walk(self) -> Iterator[tuple[CategoryOutline, TopicOutline, QuestionOutline]]:
        """Every question with its topic and category, in order."""
        for category in self.categories:
            for topic in category.topics:
                for question in topic.questions:
                    yield category, topic, question

    @property
    def question_count(self) -> int:
        """How many questions are asked of somebody; what is switched off does not count."""
        return sum(c.is_active and t.is_active and q.is_active for c, t, q in self.walk())


def key_of(words: str, *, taken: Container[str] = (), otherwise: str = "item") -> str:
    """A key made of words: lower case, digits and hyphens, at most 60; numbered where that key is taken.

    Words of other scripts leave nothing to make a key of: then it is `otherwise`.
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[: LONGEST_KEY - 5].strip("-") or otherwise
    key, number = base, 2
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    return key
