"""Rounds as rows of a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from prm.kernel.status import TrafficLight
from prm.kernel.stopwatch import FillTimes
from prm.people.models import Membership
from prm.people.permissions import Permission
from scorecards.calculations.capabilities import light_of, shown
from scorecards.models import Assessment, QuestionSetVersion
from scorecards.operations.rounds import REOPENED_WITHIN
from scorecards.queries.rounds import asked_in


@dataclass(frozen=True)
class RoundRow:
    """One round: how far each side is, and how it scores. `left` is what waits for the reader's own side."""

    assessment: Assessment
    asked: int
    asked_partner: int
    by_partner: int
    by_vendor: int
    score: str
    light: TrafficLight
    is_provisional: bool
    left: int
    may_answer: bool
    may_reopen: bool


@dataclass(frozen=True)
class TimesRow:
    """How long filling a version in takes, in words."""

    name: str
    number: int
    median: str
    ninth_decile: str
    count: int


def round_rows(rounds: Iterable[Assessment], member: Membership, *, at: datetime) -> list[RoundRow]:
    """The rows of `counted()` rounds."""
    return [_row(each, member, at) for each in rounds]


def times_rows(times: Iterable[tuple[QuestionSetVersion, FillTimes]]) -> list[TimesRow]:
    """The rows of `versions_with_times()`."""
    return [
        TimesRow(
            version.question_set.name, version.number, _minutes(taken.median), _minutes(taken.ninth_decile), taken.count
        )
        for version, taken in times
    ]


def _minutes(taken: timedelta | None) -> str:
    seconds = int(taken.total_seconds()) if taken else 0
    return f"{seconds // 60} min {seconds % 60:02} s"


def _row(assessment: Assessment, member: Membership, at: datetime) -> RoundRow:
    questionnaire = asked_in(assessment)
    asked, is_partner = len(questionnaire.questions), member.role_enum.is_partner
    asked_partner = len(questionnaire.without_internal().questions)
    by_partner: int = assessment.by_partner  # type: ignore[attr-defined]
    by_vendor: int = assessment.by_vendor  # type: ignore[attr-defined]
    seen = shown(assessment.overall)
    return RoundRow(
        assessment=assessment,
        asked=asked,
        asked_partner=asked_partner,
        by_partner=by_partner,
        by_vendor=by_vendor,
        score="–" if seen is None else str(seen),
        light=light_of(assessment.overall, questionnaire),
        is_provisional=seen is not None and assessment.completeness * 100 < questionnaire.provisional_below,
        left=max(0, asked - (by_partner if is_partner else by_vendor)),
        may_answer=assessment.is_open and member.may(Permission.ASSESSMENT_ANSWER),
        may_reopen=_is_fresh(assessment, at) and member.may(Permission.ASSESSMENT_MANAGE),
    )


def _is_fresh(assessment: Assessment, at: datetime) -> bool:
    return assessment.closed_at is not None and at - assessment.closed_at <= REOPENED_WITHIN
