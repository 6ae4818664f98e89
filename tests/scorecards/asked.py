"""Question sets in the database, for tests of filling in."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from partners.models import Partner
from prm.people.models import Membership
from prm.tenancy.scope import require_tenant_id
from scorecards.calculations.capabilities import AnswerValue
from scorecards.enums import QuestionKind, VersionState
from scorecards.models import Assessment, Category, Option, Question, QuestionSet, QuestionSetVersion, Topic
from scorecards.operations.rounds import start_round
from tests.cast import NOW

STEPS = ("Not started", "Planned", "Partly", "Mostly", "Fully")
COURSES = ("Sales", "Technical", "Marketing")


@dataclass
class Asked:
    """A published version, and its questions by key."""

    set: QuestionSet
    version: QuestionSetVersion
    questions: dict[str, Question]
    options: dict[str, list[Option]]

    def id(self, key: str) -> UUID:
        """The question's id."""
        return self.questions[key].pk

    def step(self, key: str, *numbers: int) -> AnswerValue:
        """The answer that chooses the options with these numbers, from 1."""
        return AnswerValue(choices=tuple(self.options[key][number - 1].pk for number in numbers))


def make_set(key: str = "filling", *, graduated: int = 0, name: str = "Filling in") -> Asked:
    """A set with a published version 1 in the tenant in scope.

    Fit: `fit-1`, `fit-2` (five steps, 0 to 100); Profile: `courses` (40, 40, 40), `deals` (0 to 10), `story` (text);
    `gold` is asked of Gold partners only; `trust` is internal. `graduated` asks so many more steps, `more-1` and on.
    """
    question_set = QuestionSet.objects.create(key=key, name=name)
    version = QuestionSetVersion.objects.create(question_set=question_set, number=1)
    asked = Asked(question_set, version, {}, {})
    fill_version(asked, graduated=graduated)
    _publish(version)
    return asked


def _publish(version: QuestionSetVersion) -> None:
    version.state, version.published_at = VersionState.PUBLISHED, NOW
    version.save()


def fill_version(asked: Asked, *, graduated: int = 0) -> None:
    """Put the questions into the version of `asked`."""
    fit = _topic(asked, "fit", 1)
    for number in (1, 2):
        add_question(asked, fit, f"fit-{number}", labels=STEPS)
    profile = _topic(asked, "profile", 2)
    add_question(asked, profile, "courses", QuestionKind.MULTIPLE, labels=COURSES, scores=(40, 40, 40))
    add_question(asked, profile, "deals", QuestionKind.NUMBER, number_zero=Decimal(0), number_full=Decimal(10))
    add_question(asked, profile, "story", QuestionKind.OPEN)
    gold = _topic(asked, "gold", 3, tiers=["Gold"])
    add_question(asked, gold, "gold", labels=STEPS)
    if graduated:
        more = _topic(asked, "more", 4)
        for number in range(1, graduated + 1):
            add_question(asked, more, f"more-{number}", labels=STEPS)
    internal = _topic(asked, "internal", 5, is_internal=True)
    add_question(asked, internal, "trust", labels=STEPS)


def _topic(
    asked: Asked, key: str, position: int, *, is_internal: bool = False, tiers: list[str] | None = None
) -> Topic:
    category = Category.objects.create(
        version=asked.version, key=key, name=key.capitalize(), position=position, is_internal=is_internal
    )
    return Topic.objects.create(
        version=asked.version,
        category=category,
        key=key,
        name=f"{key.capitalize()} topic",
        tiers=tiers or [],
        is_internal=is_internal,
    )


def add_question(
    asked: Asked,
    topic: Topic,
    key: str,
    kind: QuestionKind = QuestionKind.GRADUATED,
    *,
    labels: tuple[str, ...] = (),
    scores: tuple[int, ...] = (0, 25, 50, 75, 100),
    **fields: object,
) -> Question:
    """Add a question to a topic, after those that are there."""
    question = Question.objects.create(
        version=asked.version,
        topic=topic,
        key=key,
        text=f"How is {key}?",
        kind=kind,
        position=len(asked.questions),
        is_internal=topic.is_internal,
        **fields,
    )
    asked.questions[key] = question
    asked.options[key] = Option.objects.bulk_create(
        Option(
            tenant_id=require_tenant_id(),
            version=asked.version,
            question=question,
            label=label,
            score=Decimal(points),
            position=position,
            is_internal=topic.is_internal,
        )
        for position, (label, points) in enumerate(zip(labels, scores, strict=False))
    )
    return question


def next_version(asked: Asked) -> Asked:
    """Retire the version, and publish a second one with the same keys."""
    QuestionSetVersion.objects.filter(pk=asked.version.pk).update(state=VersionState.RETIRED)
    version = QuestionSetVersion.objects.create(question_set=asked.set, number=asked.version.number + 1)
    following = Asked(asked.set, version, {}, {})
    fill_version(following)
    _publish(version)
    return following


def opened(asked: Asked, partner: Partner, *, by: Membership, at: datetime) -> Assessment:
    """A round that was just opened."""
    return start_round(partner=partner, question_set=asked.set, by=by, at=at)
