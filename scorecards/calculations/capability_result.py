"""The whole result of a round in one object: page, PDF, deck, sheet and API show this and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from partners.enums import ActionSide, ActionStatus
from scorecards.calculations.capabilities import CapabilityScore, CategoryScore, QuestionScore, TopicScore
from scorecards.calculations.goals import GoalState
from scorecards.calculations.improvements import Improvement, projected
from scorecards.calculations.rounds import RoundChange, rescored
from scorecards.calculations.two_views import TwoViews
from scorecards.enums import Confidence, Side

# Partners are scored every quarter or half-year: what is older than that should be asked again.
OLD_AFTER = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an answer comes from: who gave it, in which role, when, and on what evidence.

    `is_carried` says that it was taken over from the round before and not confirmed yet.
    """

    side: Side
    person: str
    role: str
    answered_date: date
    evidence: str = ""
    confidence: Confidence | None = None
    is_carried: bool = False

    def age_days(self, today: date) -> int:
        """Days since it was given, never negative."""
        return max(0, (today - self.answered_date).days)

    def is_old(self, today: date) -> bool:
        """True when it should be asked again."""
        return today - self.answered_date > OLD_AFTER


@dataclass(frozen=True, slots=True)
class Round:
    """A round in the history of a partner.

    `overall` and `completeness` (0 to 1) are what was shown at the time; `comparable` is its score over the questions
    that all rounds of the trend asked. Internal categories have no part in either.
    """

    id: UUID
    opened_date: date
    closed_date: date | None
    version: int
    overall: Decimal | None
    completeness: Decimal
    comparable: Decimal | None = None

    @property
    def label(self) -> str:
        """``Mar 2026``: the month in which it was opened."""
        return f"{self.opened_date:%b %Y}"


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal with the promise that leads there and where it stands against this round."""

    id: UUID
    action_id: UUID
    key: str
    question: str
    from_score: Decimal | None
    goal_score: Decimal
    score: Decimal | None
    state: GoalState
    title: str
    side: ActionSide
    owner: str
    due_date: date | None
    status: ActionStatus
    resources: str = ""
    is_internal: bool = False

    @property
    def is_given_up(self) -> bool:
        """True when its action was dropped."""
        return self.status is ActionStatus.DROPPED

    def is_overdue(self, today: date) -> bool:
        """True when its action should be done by now and is not."""
        return not self.status.is_settled and self.due_date is not None and self.due_date < today


@dataclass(frozen=True)
class Peers:
    """What comparable partners score, as far as it may be told: `note` says of whom the figures are, or why not."""

    overall: Decimal | None
    categories: Mapping[str, Decimal]
    note: str


@dataclass(frozen=True)
class AnswerLine:
    """One question of the result with all that is known of its answer. `origins`: the one that counts comes first."""

    category: CategoryScore
    topic: TopicScore
    scored: QuestionScore
    origins: tuple[Origin, ...]

    @property
    def origin(self) -> Origin | None:
        """Where the answer that counts comes from."""
        return self.origins[0] if self.origins else None


@dataclass(frozen=True)
class CapabilityResult:
    """A partner's result of one round. `rounds` are this one and those before it, the oldest first.

    `sides` are the scores of each side's own answers, `score` those of the answers that count. `has_internal` says
    that the internal category is in it: only our own people may see such a result.
    """

    partner_name: str
    set_name: str
    round: Round
    today: date
    score: CapabilityScore
    sides: Mapping[Side, CapabilityScore]
    origins: Mapping[UUID, tuple[Origin, ...]]
    rounds: tuple[Round, ...]
    before: Round | None
    change: RoundChange | None
    views: tuple[TwoViews, ...]
    improvements: tuple[Improvement, ...]
    goals: tuple[GoalLine, ...]
    peers: Peers | None = field(default=None)

    @property
    def has_internal(self) -> bool:
        """True when it holds what partners must not see."""
        return any(each.category.is_internal for each in self.score.categories)

    @property
    def projected(self) -> Decimal | None:
        """The overall score once every goal that is not given up is reached; None where there is no goal."""
        goals = {each.key: each.goal_score for each in self.goals if not each.is_given_up}
        return projected(self.score, goals) if goals else None

    @property
    def goals_reached(self) -> int:
        """How many goals are reached."""
        return sum(each.state is GoalState.REACHED for each in self.goals if not each.is_given_up)

    @property
    def goals_kept(self) -> int:
        """How many goals there are that nobody gave up."""
        return sum(not each.is_given_up for each in self.goals)

    @property
    def disagreements(self) -> tuple[TwoViews, ...]:
        """What the two sides see differently, the farthest apart first."""
        return tuple(each for each in self.views if not each.is_agreed)

    @property
    def suggestions(self) -> tuple[Improvement, ...]:
        """What to improve first, without what has a goal already."""
        taken = {each.key for each in self.goals if not each.status.is_settled}
        return tuple(each for each in self.improvements if each.scored.question.key not in taken)

    @property
    def lines(self) -> tuple[AnswerLine, ...]:
        """Every question in order with its answer."""
        return tuple(
            AnswerLine(category, topic, each, self.origins.get(each.question.id, ()))
            for category in self.score.categories
            for topic in category.topics
            for each in topic.questions
        )

    @property
    def old_answers(self) -> int:
        """How many of the answers that count should be asked again."""
        return sum(line.origin is not None and line.origin.is_old(self.today) for line in self.lines)


def best_practice(result: CapabilityResult) -> tuple[CategoryScore, ...]:
    """What categories and topics would score if every question with a score reached best practice."""
    aims = {
        each.question.key: each.question.best_practice
        for each in result.score.by_question().values()
        if each.score is not None
    }
    return rescored(result.score.questionnaire, aims)


def best_practice_by_category(result: CapabilityResult) -> Mapping[str, Decimal | None]:
    """The same by key of the category."""
    return {each.category.key: each.score for each in best_practice(result)}
