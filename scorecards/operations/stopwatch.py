"""The stopwatch: how long people are busy with a round, by the server's clock."""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from prm.people.models import Membership
from prm.tenancy.models import new_id
from scorecards.enums import Side
from scorecards.models import Assessment

# A longer silence is a pause, and counts for nothing.
PAUSE = timedelta(seconds=60)
# Whole seconds are counted; the clock stays behind by what is left of one, so that many short steps lose nothing.
COUNT = """
    INSERT INTO scorecards_answeringtime AS clock
        (id, tenant_id, assessment_id, partner_id, membership_id, side, active_seconds, started_at, last_active_at,
         answers)
    VALUES (%(clock_id)s, %(tenant)s, %(assessment)s, %(partner)s, %(member)s, %(side)s, 0, %(at)s, %(at)s, %(answers)s)
    ON CONFLICT (tenant_id, assessment_id, membership_id) DO UPDATE SET
        answers = clock.answers + excluded.answers,
        active_seconds = clock.active_seconds
            + CASE WHEN excluded.last_active_at - clock.last_active_at BETWEEN interval '0' AND %(pause)s
              THEN floor(extract(epoch FROM excluded.last_active_at - clock.last_active_at))::int ELSE 0 END,
        last_active_at = CASE WHEN excluded.last_active_at - clock.last_active_at BETWEEN interval '0' AND %(pause)s
            THEN clock.last_active_at
                + floor(extract(epoch FROM excluded.last_active_at - clock.last_active_at)) * interval '1 second'
            ELSE greatest(clock.last_active_at, excluded.last_active_at) END
"""


def count_activity(*, assessment: Assessment, side: Side, by: Membership, at: datetime, answers: int = 0) -> None:
    """Note that `by` is busy with the round now, and gave so many answers.

    The time since the last note counts unless it is longer than `PAUSE`. One statement: two notes at once do not count
    the same time twice.
    """
    values = stopwatch_values(assessment=assessment, side=side, by=by, at=at, answers=answers)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, values)


def stopwatch_values(
    *, assessment: Assessment, side: Side, by: Membership, at: datetime, answers: int
) -> dict[str, Any]:
    """What `COUNT` is filled in with."""
    return {
        "clock_id": new_id(),
        "tenant": assessment.tenant_id,
        "assessment": assessment.pk,
        "partner": assessment.partner_id,
        "member": by.pk,
        "side": side.value,
        "at": at,
        "answers": answers,
        "pause": PAUSE,
    }
