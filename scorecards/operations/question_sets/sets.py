"""Question sets as a whole: a new one, its name and its colours."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from partners.operations.saving import change, save_checked
from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from scorecards import events
from scorecards.calculations.outlines.nodes import key_of
from scorecards.models import QuestionSet, QuestionSetVersion

MOST_SETS = 50
SETTINGS = (
    "name",
    "description",
    "green_from_percent",
    "yellow_from_percent",
    "provisional_below_percent",
    "is_active",
)


class TooManySets(Refused):
    """There are fifty question sets already. Use one that is there."""


class FieldUnknown(Refused):
    """This is no setting of a question set."""


def create_question_set(*, name: str, description: str = "", by: Membership | None, at: datetime) -> QuestionSet:
    """A new set with an empty draft. Its key comes from the name and never changes."""
    taken = set(QuestionSet.objects.values_list("key", flat=True))
    if len(taken) >= MOST_SETS:
        raise TooManySets
    key = key_of(name[:40], taken=taken, otherwise="question-set")
    question_set = QuestionSet(key=key, name=name, description=description)
    save_checked(question_set)
    QuestionSetVersion.objects.create(question_set=question_set, number=1)
    record(events.QUESTION_SET_CREATED, subject=question_set, by=by, at=at)
    return question_set


def change_question_set(
    *, question_set: QuestionSet, values: Mapping[str, Any], by: Membership | None, at: datetime
) -> QuestionSet:
    """Rename it, say from where on scores are green, yellow or provisional, or offer it no longer.

    Holds for old versions too: these settings are not part of a version. Raises `FieldUnknown` for other fields.
    """
    for field in values:
        if field not in SETTINGS:
            raise FieldUnknown(field=field)
    changes = change(question_set, values)
    if changes:
        record(events.QUESTION_SET_CHANGED, subject=question_set, by=by, at=at, changes=changes)
    return question_set
