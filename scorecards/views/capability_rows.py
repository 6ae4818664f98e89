"""A capability result as rows of the page, each with the address of what makes it."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from partners.rules import keeps_promises_of
from prm.kernel.money import MINUS
from prm.kernel.status import TrafficLight
from prm.people.models import Membership
from prm.people.permissions import Permission
from scorecards.calculations.answers import in_words
from scorecards.calculations.capabilities import CategoryScore, TopicScore, shown
from scorecards.calculations.capability_result import (
    AnswerLine,
    CapabilityResult,
    GoalLine,
    Origin,
    best_practice,
)
from scorecards.calculations.goals import GoalState
from scorecards.calculations.improvements import Improvement
from scorecards.calculations.rounds import Move, PartMove
from scorecards.calculations.two_views import TwoViews
from scorecards.documents.capability_words import age, given_by, goal_in_words, points, step


@dataclass(frozen=True)
class TopicRow:
    """A topic below its category."""

    name: str
    score: int | None
    light: TrafficLight
    aim: int | None
    change: str
    url: str


@dataclass(frozen=True)
class CategoryRow:
    """A category with its topics; `change` is empty without a round before."""

    name: str
    is_internal: bool
    score: int | None
    light: TrafficLight
    aim: int | None
    change: str
    peers: int | None
    url: str
    topics: tuple[TopicRow, ...]


@dataclass(frozen=True)
class AnswerRow:
    """A question with the answer that counts, and where it comes from."""

    category: str
    question: str
    answer: str
    score: int | None
    light: TrafficLight
    counts: bool
    url: str
    by: str = ""
    side: str = ""
    age: str = ""
    is_old: bool = False
    is_carried: bool = False
    confidence: str = ""
    evidence: str = ""


@dataclass(frozen=True)
class SuggestionRow:
    """Something to improve; `goal_url` is empty for who may not set goals."""

    question: str
    category: str
    action: str
    resources: str
    score: int | None
    aim: int | None
    light: TrafficLight
    formula: str
    goal_url: str


@dataclass(frozen=True)
class MoveRow:
    """A question whose score moved."""

    question: str
    category: str
    before: int | None
    now: int | None
    step: str
    tone: str
    icon: str
    url: str


@dataclass(frozen=True)
class ViewRow:
    """A question that both sides answered; `apart` is empty where they agree or one has no score."""

    question: str
    partner_answer: str
    vendor_answer: str
    partner: str
    vendor: str
    apart: str
    url: str


@dataclass(frozen=True)
class GoalRow:
    """A goal with its looks."""

    line: GoalLine
    scores: str
    now: int | None
    tone: str
    icon: str
    is_overdue: bool
    may_change: bool


class Rows:
    """Everything that the page lists, made of one result for one reader."""

    def __init__(self, result: CapabilityResult, *, member: Membership, partner_id: UUID) -> None:
        self._result, self._member = result, member
        self._may_set_goals = member.may(Permission.ACTION_EDIT)
        self._ids = [member.tenant.slug, partner_id, result.round.id]
        self._page = reverse("scorecards:capability-breakdown", args=self._ids)

    def figure_urls(self) -> list[str]:
        """Where the figures at the head lead to, in their order; empty where there is nothing behind one."""
        return [self._page, *([f"{self._page}?own=1"] if self._result.has_internal else []), "", "", ""]

    def categories(self) -> list[CategoryRow]:
        """Every category with its topics."""
        pairs = zip(self._result.score.categories, best_practice(self._result), strict=True)
        return [self._category(each, aim) for each, aim in pairs]

    def _category(self, each: CategoryScore, aim: CategoryScore) -> CategoryRow:
        result, change = self._result, self._result.change
        return CategoryRow(
            name=each.category.name,
            is_internal=each.category.is_internal,
            score=shown(each.score),
            light=result.score.light_of(each.score),
            aim=shown(aim.score),
            change=_moved(change.of_category(each.category.key) if change else None),
            peers=shown(result.peers.categories.get(each.category.key)) if result.peers else None,
            url=self._why("category", each.category.key),
            topics=tuple(self._topic(*pair) for pair in zip(each.topics, aim.topics, strict=True)),
        )

    def _topic(self, each: TopicScore, aim: TopicScore) -> TopicRow:
        change = self._result.change
        return TopicRow(
            name=each.topic.name,
            score=shown(each.score),
            light=self._result.score.light_of(each.score),
            aim=shown(aim.score),
            change=_moved(change.of_topic(each.topic.key) if change else None),
            url=self._why("topic", each.topic.key),
        )

    def answers(self) -> list[tuple[str, list[AnswerRow]]]:
        """Every question with its answer, by category."""
        rows: dict[str, list[AnswerRow]] = {}
        for line in self._result.lines:
            rows.setdefault(line.category.category.name, []).append(self._answer(line))
        return list(rows.items())

    def suggestions(self, most: int) -> list[SuggestionRow]:
        """What to improve first."""
        return [self._suggestion(each) for each in self._result.suggestions[:most]]

    def moves(self) -> list[MoveRow]:
        """What changed since the round before, the largest step first."""
        return [self._move(each) for each in (self._result.change.moves if self._result.change else ())]

    def views(self) -> list[ViewRow]:
        """What both sides answered, disagreements first."""
        return [self._view(each) for each in self._result.views]

    def goals(self) -> list[GoalRow]:
        """The action plan."""
        return [self._goal(each) for each in self._result.goals]

    def _why(self, level: str, key: str) -> str:
        return f"{self._page}?{urlencode({level: key})}"

    def _answer(self, line: AnswerLine) -> AnswerRow:
        question, scored = line.scored.question, line.scored
        row = AnswerRow(
            category=line.category.category.name,
            question=question.text,
            answer=in_words(question, scored.answer),
            score=shown(scored.score),
            light=self._result.score.light_of(scored.score),
            counts=question.counts,
            url=self._why("question", question.key),
        )
        return _with_origin(row, line.origin, self._result) if line.origin else row

    def _move(self, move: Move) -> MoveRow:
        up = move.difference > 0
        return MoveRow(
            question=move.question.text,
            category=move.category.name,
            before=shown(move.before),
            now=shown(move.now),
            step=step(move.now, move.before),
            tone="good" if up else "bad",
            icon="arrow-trending-up" if up else "arrow-trending-down",
            url=self._why("question", move.question.key),
        )

    def _view(self, view: TwoViews) -> ViewRow:
        partner, vendor = view.partner, view.vendor
        return ViewRow(
            question=partner.question.text,
            partner_answer=in_words(partner.question, partner.answer),
            vendor_answer=in_words(vendor.question, vendor.answer),
            partner=points(partner.score),
            vendor=points(vendor.score),
            apart="" if view.is_agreed else step(partner.score, vendor.score).lstrip(f"+{MINUS}"),
            url=self._why("question", partner.question.key),
        )

    def _suggestion(self, each: Improvement) -> SuggestionRow:
        question = each.scored.question
        url = reverse("scorecards:goal-add", args=[*self._ids, question.id]) if self._may_set_goals else ""
        return SuggestionRow(
            question=question.text,
            category=each.category.name,
            action=each.action,
            resources=question.resources,
            score=shown(each.score),
            aim=shown(question.best_practice),
            light=self._result.score.light_of(each.score),
            formula=each.formula,
            goal_url=url,
        )

    def _goal(self, line: GoalLine) -> GoalRow:
        tone, icon = _LOOKS[line.state]
        return GoalRow(
            line=line,
            scores=goal_in_words(line),
            now=shown(line.score),
            tone=tone,
            icon=icon,
            is_overdue=line.is_overdue(self._result.today),
            may_change=self._may_set_goals and keeps_promises_of(self._member, line.side),
        )


_LOOKS = {
    GoalState.REACHED: ("good", "check-circle"),
    GoalState.MISSED: ("bad", "exclamation-circle"),
    GoalState.WAITING: ("none", "clock"),
}


def _moved(move: PartMove | None) -> str:
    return step(move.now, move.before) if move else ""


def _with_origin(row: AnswerRow, origin: Origin, result: CapabilityResult) -> AnswerRow:
    return replace(
        row,
        by=given_by(origin),
        side=origin.side.label,
        age=age(origin, result.today),
        is_old=origin.is_old(result.today),
        is_carried=origin.is_carried,
        confidence=origin.confidence.label if origin.confidence else "",
        evidence=origin.evidence,
    )
