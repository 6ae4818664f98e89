"""How a score comes about: the parts and weights that make it, level by level down to the answer."""

from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from partners.views.page import partner_page_context
from prm.documents.specs import NOTHING
from prm.kernel.status import TrafficLight
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from scorecards.calculations import breakdown
from scorecards.calculations.answers import in_words
from scorecards.calculations.breakdown import Breakdown
from scorecards.calculations.capabilities import shown
from scorecards.calculations.capability_result import AnswerLine, CapabilityResult
from scorecards.calculations.improvements import plain, recommended_action
from scorecards.calculations.questionnaire import QuestionNode
from scorecards.documents.capability_words import age, given_by, round_in_words
from scorecards.enums import Side
from scorecards.views.capabilities import result_of, round_or_404


@dataclass(frozen=True)
class PartRow:
    """A part of the score with its figures written out."""

    name: str
    weight: str
    score: str
    share: str
    points: str
    light: TrafficLight
    url: str


@dataclass(frozen=True)
class Crumb:
    """A level above this one."""

    name: str
    url: str


@dataclass(frozen=True)
class GivenRow:
    """What one side answered."""

    side: str
    answer: str
    score: int | None
    by: str = ""
    age: str = ""
    is_old: bool = False
    is_carried: bool = False
    confidence: str = ""
    evidence: str = ""
    counts: bool = False


@dataclass(frozen=True)
class Level:
    """One level of the score: its parts, what stands above it, and for a question both sides' answers."""

    found: Breakdown
    crumbs: tuple[Crumb, ...]
    below: str
    parts: tuple[PartRow, ...]
    light: TrafficLight
    question: QuestionNode | None = None
    given: tuple[GivenRow, ...] = ()
    action: str = ""

    @property
    def score(self) -> int | None:
        """The score as it is shown everywhere else."""
        return shown(self.found.score)

    @property
    def total(self) -> str:
        """The sum of the points."""
        return NOTHING if self.found.total is None else f"{self.found.total:.2f}"


@require_safe
@requires(Permission.ASSESSMENT_VIEW)
def capability_breakdown(
    request: TenantRequest, tenant: str, partner_id: UUID, assessment_id: UUID
) -> TemplateResponse:
    """What makes a score: the overall one, or that of `?category=`, `?topic=` or `?question=` by its key.

    `?own=1` is the overall score with the internal category, for our own people.
    """
    partner, shown_round, rounds = round_or_404(partner_id, assessment_id)
    result = result_of(request, partner, shown_round, rounds)
    address = reverse("scorecards:capability-breakdown", args=[tenant, partner_id, assessment_id])
    context = partner_page_context(request, partner, "capabilities") | {
        "shown": shown_round,
        "round_in_words": round_in_words(result),
        "has_internal": result.has_internal,
        "level": _Levels(result, address).asked_for(request),
    }
    return TemplateResponse(request, "scorecards/capability_breakdown.html", context)


class _Levels:
    """The levels of one result, each at its address."""

    def __init__(self, result: CapabilityResult, address: str) -> None:
        self._result, self._address = result, address

    def asked_for(self, request: TenantRequest) -> Level:
        """The level in the query string. Raises Http404 for a key that is not in the result."""
        for level, find in (("question", self._question), ("topic", self._topic), ("category", self._category)):
            if key := request.GET.get(level, ""):
                return find(key)
        return self._overall(with_internal=request.GET.get("own") == "1" and self._result.has_internal)

    def _overall(self, *, with_internal: bool) -> Level:
        found = breakdown.of_overall(self._result.score, with_internal=with_internal)
        keys = {each.category.id: each.category.key for each in self._result.score.categories}
        return self._level(found, (), "category", keys)

    def _category(self, key: str) -> Level:
        scored = next((each for each in self._result.score.categories if each.category.key == key), None)
        if scored is None:
            raise Http404
        keys = {each.topic.id: each.topic.key for each in scored.topics}
        return self._level(breakdown.of_category(scored), (self._top(),), "topic", keys)

    def _topic(self, key: str) -> Level:
        line = next((each for each in self._result.lines if each.topic.topic.key == key), None)
        if line is None:
            raise Http404
        keys = {each.question.id: each.question.key for each in line.topic.questions}
        crumbs = (self._top(), self._crumb("category", line.category.category.name, line.category.category.key))
        return self._level(breakdown.of_topic(line.topic), crumbs, "question", keys)

    def _question(self, key: str) -> Level:
        line = next((each for each in self._result.lines if each.scored.question.key == key), None)
        if line is None:
            raise Http404
        category, topic = line.category.category, line.topic.topic
        crumbs = (
            self._top(),
            self._crumb("category", category.name, category.key),
            self._crumb("topic", topic.name, topic.key),
        )
        found = breakdown.of_question(line.scored)
        return Level(
            found=found,
            crumbs=crumbs,
            below="option",
            parts=tuple(self._part(each, "") for each in found.parts),
            light=self._result.score.light_of(found.score),
            question=line.scored.question,
            given=self._given(line),
            action=recommended_action(line.scored) if line.scored.gap else "",
        )

    def _level(self, found: Breakdown, crumbs: tuple[Crumb, ...], below: str, keys: dict[UUID, str]) -> Level:
        parts = tuple(self._part(each, f"?{urlencode({below: keys[each.id]})}") for each in found.parts)
        return Level(found, crumbs, below, parts, self._result.score.light_of(found.score))

    def _part(self, part: breakdown.Part, query: str) -> PartRow:
        return PartRow(
            name=part.name,
            weight=plain(part.weight),
            score=_written(part.score),
            share=NOTHING if part.share is None else f"{plain(part.share * 100)}%",
            points=NOTHING if part.points is None else f"{part.points:.2f}",
            light=self._result.score.light_of(part.score),
            url=f"{self._address}{query}" if query else "",
        )

    def _given(self, line: AnswerLine) -> tuple[GivenRow, ...]:
        return tuple(self._given_by(side, line) for side in Side)

    def _given_by(self, side: Side, line: AnswerLine) -> GivenRow:
        scored = self._result.sides[side].by_question()[line.scored.question.id]
        origin = next((each for each in line.origins if each.side is side), None)
        if origin is None:
            return GivenRow(side.label, "Not answered", None)
        return GivenRow(
            side=side.label,
            answer=in_words(scored.question, scored.answer),
            score=shown(scored.score),
            by=given_by(origin),
            age=age(origin, self._result.today),
            is_old=origin.is_old(self._result.today),
            is_carried=origin.is_carried,
            confidence=origin.confidence.label if origin.confidence else "",
            evidence=origin.evidence,
            counts=origin is line.origin,
        )

    def _top(self) -> Crumb:
        return Crumb("Overall", self._address)

    def _crumb(self, level: str, name: str, key: str) -> Crumb:
        return Crumb(name, f"{self._address}?{urlencode({level: key})}")


def _written(value: Decimal | None) -> str:
    return NOTHING if value is None else plain(value)
