"""How long people are busy with a round: see `prm.people.stopwatch` for how it is counted."""

from datetime import datetime
from typing import Any

from prm.people.models import Membership
from prm.people.stopwatch import clock_statement, clock_values, note_activity
from scorecards.enums import Side
from scorecards.models import Assessment

COUNT = clock_statement(
    "scorecards_answeringtime", subject="assessment_id", also=("partner_id", "side"), summed=("answers",)
)


def count_activity(*, assessment: Assessment, side: Side, by: Membership, at: datetime, answers: int = 0) -> None:
    """Note that `by` is busy with the round now, and gave so many answers.

    The time since the last note counts unless it is longer than a pause.
    """
    note_activity(COUNT, stopwatch_values(assessment=assessment, side=side, by=by, at=at, answers=answers))


def stopwatch_values(
    *, assessment: Assessment, side: Side, by: Membership, at: datetime, answers: int
) -> dict[str, Any]:
    """What `COUNT` is filled in with."""
    return clock_values(by=by, at=at) | {
        "assessment": assessment.pk,
        "partner": assessment.partner_id,
        "side": side.value,
        "answers": answers,
    }
