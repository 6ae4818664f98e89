"""What the pages of filling in have in common."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404

from prm.people.http import TenantRequest
from prm.people.permissions import Permission
from scorecards.calculations.capabilities import CapabilityScore, score
from scorecards.enums import Side
from scorecards.models import Assessment
from scorecards.queries.answers import AnswersBySide, answers_of, latest_answers
from scorecards.queries.rounds import asked_in, rounds
from scorecards.rules import side_of
from scorecards.views.answer_rows import CONFIDENCES, CategoryRows, panel, rows_by_category


@dataclass(frozen=True)
class Filling:
    """A round as one member fills it in."""

    assessment: Assessment
    side: Side
    answers: AnswersBySide
    score: CapabilityScore
    categories: list[CategoryRows]

    @property
    def answered(self) -> int:
        return sum(category.answered for category in self.categories)

    @property
    def asked(self) -> int:
        return sum(category.asked for category in self.categories)

    @property
    def carried(self) -> int:
        """How many of one's own answers wait to be confirmed."""
        return sum(category.carried for category in self.categories)


def assessment_or_404(assessment_id: UUID) -> Assessment:
    """A round that the member reaches, with all that it takes to know what it asks."""
    return get_object_or_404(rounds(), pk=assessment_id)


def filling_of(request: TenantRequest, assessment: Assessment) -> Filling:
    """The round with its answers, from the side of whoever looks: one query once the version is known."""
    side, answers = side_of(request.membership), answers_of(assessment)
    result = score(asked_in(assessment), latest_answers(answers))
    return Filling(assessment, side, answers, result, rows_by_category(result, answers, side, request))


def filling_context(request: TenantRequest, filling: Filling) -> dict[str, Any]:
    """What every page of filling in shows."""
    is_vendor = filling.side is Side.VENDOR
    return {
        "filling": filling,
        "assessment": filling.assessment,
        "partner": filling.assessment.partner,
        "categories": filling.categories,
        "confidences": CONFIDENCES,
        "is_vendor": is_vendor,
        "may_manage": request.membership.may(Permission.ASSESSMENT_MANAGE),
        "panel": panel(filling.score, answered=filling.answered, asked=filling.asked, sees_internal=is_vendor),
    }
