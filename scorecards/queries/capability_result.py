"""The result of a round out of the database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F

from partners.models import Action, Partner
from prm.people.models import Membership
from prm.people.permissions import Role
from prm.tenancy.models import Tenant
from scorecards.calculations.capabilities import CapabilityScore, score
from scorecards.calculations.capability_result import CapabilityResult, GoalLine, Origin, Round
from scorecards.calculations.goals import goal_state
from scorecards.calculations.improvements import improvements
from scorecards.calculations.rounds import compare, like_for_like, scores_of
from scorecards.calculations.two_views import two_views
from scorecards.enums import Confidence, Side
from scorecards.models import Answer, Assessment, Goal
from scorecards.queries.answers import AnswersBySide
from scorecards.queries.capabilities import answers_of_rounds, asked_and_answered, values_for

# So many rounds are read and drawn: two years of quarters.
MOST_ROUNDS = 8


@dataclass(frozen=True)
class _Scored:
    """A round with its answers and score."""

    assessment: Assessment
    answers: AnswersBySide
    score: CapabilityScore


def capability_result(
    shown: Assessment,
    rounds: Sequence[Assessment],
    *,
    partner: Partner,
    tenant: Tenant,
    at: datetime,
    internal: bool = True,
) -> CapabilityResult:
    """The result of the round `shown` among all rounds of its set, newest first, as `rounds_of` gives them.

    Two queries, whatever their number, and four for each version that the process has not met. In a partner's scope,
    and without `internal`, there is nothing internal in it.
    """
    zone = ZoneInfo(tenant.time_zone)
    scored = _scored(_trend(shown, rounds), partner, internal=internal)
    this = scored[-1]
    earlier = [each for each in scored[:-1] if each.score.overall is not None]
    history = _history(scored, zone)
    sides = {side: score(this.score.questionnaire, values_for(this.answers, side)) for side in Side}
    return CapabilityResult(
        partner_name=partner.name,
        set_name=shown.version.question_set.name,
        round=history[-1],
        today=at.astimezone(zone).date(),
        score=this.score,
        sides=sides,
        origins=_origins(this, zone),
        rounds=history,
        before=history[scored.index(earlier[-1])] if earlier else None,
        change=compare(this.score, earlier[-1].score) if earlier else None,
        views=two_views(sides[Side.PARTNER], sides[Side.VENDOR]),
        improvements=improvements(this.score),
        goals=_goals(this, internal=internal),
    )


def _trend(shown: Assessment, rounds: Iterable[Assessment]) -> list[Assessment]:
    """The round and those before it, the oldest first."""
    until = [each for each in rounds if each.opened_at <= shown.opened_at and each.pk != shown.pk]
    return [*reversed(until[: MOST_ROUNDS - 1]), shown]


def _scored(rounds: Sequence[Assessment], partner: Partner, *, internal: bool) -> list[_Scored]:
    answers = answers_of_rounds(rounds)
    found = []
    for each in rounds:
        each.partner = partner
        asked = asked_and_answered(each, answers[each.pk], internal=internal)
        found.append(_Scored(each, answers[each.pk], score(asked, values_for(answers[each.pk], None))))
    return found


def _history(scored: Sequence[_Scored], zone: ZoneInfo) -> tuple[Round, ...]:
    comparable = like_for_like([each.score for each in scored])
    return tuple(_round(each, value, zone) for each, value in zip(scored, comparable, strict=True))


def _round(scored: _Scored, comparable: Decimal | None, zone: ZoneInfo) -> Round:
    row = scored.assessment
    return Round(
        id=row.pk,
        opened_date=row.opened_at.astimezone(zone).date(),
        closed_date=row.closed_at.astimezone(zone).date() if row.closed_at else None,
        version=row.version.number,
        overall=scored.score.overall,
        completeness=scored.score.completeness,
        comparable=comparable,
    )


def _origins(scored: _Scored, zone: ZoneInfo) -> Mapping[UUID, tuple[Origin, ...]]:
    """Where each question's answers come from; the later one counts and comes first, the vendor's where both tie."""
    found: dict[UUID, list[Answer]] = {}
    for side in (Side.VENDOR, Side.PARTNER):
        for question_id, answer in scored.answers[side].items():
            if question_id in scored.score.questionnaire.questions and _is_given(answer):
                found.setdefault(question_id, []).append(answer)
    return {
        question_id: tuple(
            _origin(each, zone) for each in sorted(answers, key=lambda each: each.answered_at, reverse=True)
        )
        for question_id, answers in found.items()
    }


def _is_given(answer: Answer) -> bool:
    return bool(answer.choices or answer.text or answer.is_not_applicable or answer.number is not None)


def _origin(answer: Answer, zone: ZoneInfo) -> Origin:
    return Origin(
        side=Side(answer.side),
        person=answer.answered_by.display_name if answer.answered_by else "",
        role=Role(answer.answered_as).label if answer.answered_as else "",
        answered_date=answer.answered_at.astimezone(zone).date(),
        evidence=answer.evidence,
        confidence=Confidence(answer.confidence) if answer.confidence else None,
        is_carried=answer.is_carried,
    )


def _goals(scored: _Scored, *, internal: bool) -> tuple[GoalLine, ...]:
    """Goals set in this round and those before it, the next due first, settled ones last."""
    shown = scored.assessment
    rows = Goal.objects.filter(
        partner_id=shown.partner_id,
        assessment__question_set_id=shown.question_set_id,
        assessment__opened_at__lte=shown.opened_at,
    ).select_related("assessment", "question", "action__owner")
    if not internal:
        rows = rows.filter(is_internal=False)
    scores = scores_of(scored.score)
    lines = [
        _goal(row, scores.get(row.question.key), is_scored_again=row.assessment_id != shown.pk)
        for row in rows.order_by(F("action__due_date").asc(nulls_last=True), "created_at", "pk")
    ]
    return tuple(sorted(lines, key=lambda line: (line.status.is_settled, line.due_date or date.max)))


def _goal(row: Goal, now: Decimal | None, *, is_scored_again: bool) -> GoalLine:
    action = row.action
    return GoalLine(
        id=row.pk,
        action_id=row.action_id,
        key=row.question.key,
        question=row.question.text,
        from_score=row.from_score,
        goal_score=row.goal_score,
        score=now,
        state=goal_state(goal=row.goal_score, score=now, is_scored_again=is_scored_again),
        title=action.title,
        side=action.side_enum,
        owner=_owner(action),
        due_date=action.due_date,
        status=action.status_enum,
        resources=action.resources,
        is_internal=row.is_internal,
    )


def _owner(action: Action) -> str:
    """The owner's name; partners do not reach everybody at the vendor, but see that there is somebody."""
    owner: Membership | None = action.owner
    if owner is not None:
        return owner.display_name
    return "Somebody" if action.owner_id else ""
