"""Versions of a question set: drafts begin as a copy, are filled, published or thrown away."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from scorecards import events
from scorecards.calculations.outlines.nodes import Outline
from scorecards.calculations.outlines.problems import Problem, problems_of
from scorecards.enums import VersionState
from scorecards.models import Category, QuestionSet, QuestionSetVersion
from scorecards.operations.question_sets.writing import write_outlines
from scorecards.queries.outlines import outline_of


class DraftThere(Refused):
    """There is a draft already. Go on with it, or throw it away first."""


class Frozen(Refused):
    """This version was published and never changes. Start a draft to change the questions."""


class LastVersion(Refused):
    """This draft is the only version of the set. Publish it, or go on with it."""


class NotPublishable(Refused):
    """The draft has problems. Put them right first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problem.sentence for problem in problems))


def start_draft(*, question_set: QuestionSet, by: Membership | None, at: datetime) -> QuestionSetVersion:
    """A draft with everything that the newest version says, under the same keys. Raises `DraftThere`."""
    QuestionSet.objects.select_for_update().get(pk=question_set.pk)
    newest = question_set.versions.order_by("-number").first()
    if newest is not None and newest.state == VersionState.DRAFT:
        raise DraftThere
    outline = outline_of(newest) if newest else Outline()
    draft = QuestionSetVersion.objects.create(question_set=question_set, number=newest.number + 1 if newest else 1)
    write_outlines([(draft, outline)])
    record(events.QUESTION_DRAFT_STARTED, subject=question_set, by=by, at=at)
    return draft


def replace_draft(
    *, question_set: QuestionSet, outline: Outline, by: Membership | None, at: datetime
) -> QuestionSetVersion:
    """Make the draft say what a file says, and nothing else; without a draft one is started. What it said is lost."""
    QuestionSet.objects.select_for_update().get(pk=question_set.pk)
    newest = question_set.versions.order_by("-number").first()
    if newest is None or newest.state != VersionState.DRAFT:
        newest = QuestionSetVersion.objects.create(question_set=question_set, number=newest.number + 1 if newest else 1)
    Category.objects.filter(version_id=newest.pk).delete()
    write_outlines([(newest, outline)])
    record(events.QUESTION_DRAFT_IMPORTED, subject=question_set, by=by, at=at)
    return newest


def discard_draft(*, version: QuestionSetVersion, by: Membership | None, at: datetime) -> None:
    """Throw a draft away. Raises `LastVersion` when nothing else is left of the set."""
    draft = lock_draft(version.pk)
    question_set = draft.question_set
    if not question_set.versions.exclude(pk=draft.pk).exists():
        raise LastVersion
    record(events.QUESTION_DRAFT_DISCARDED, subject=question_set, by=by, at=at)
    QuestionSetVersion.objects.filter(pk=draft.pk).delete()


def publish(*, version: QuestionSetVersion, note: str = "", by: Membership | None, at: datetime) -> QuestionSetVersion:
    """Make the draft the version that new rounds are answered with; from now on it never changes.

    The version before it retires: its rounds keep it. Raises `NotPublishable` with everything that is wrong.
    """
    draft = lock_draft(version.pk)
    problems = problems_of(outline_of(draft))
    if problems:
        raise NotPublishable(problems)
    versions = QuestionSetVersion.objects.filter(question_set_id=draft.question_set_id)
    versions.filter(state=VersionState.PUBLISHED).update(state=VersionState.RETIRED)
    draft.state, draft.note, draft.published_at, draft.published_by = VersionState.PUBLISHED, note, at, by
    draft.save()
    changes = {"Version": ["", str(draft.number)], "What changed": ["", note]}
    record(events.QUESTION_SET_PUBLISHED, subject=draft.question_set, by=by, at=at, changes=changes)
    return draft


def lock_draft(version_id: UUID) -> QuestionSetVersion:
    """The draft, to be changed by nobody else until the transaction ends. Raises `Frozen` for other versions."""
    version = (
        QuestionSetVersion.objects.select_for_update(of=("self",)).select_related("question_set").get(pk=version_id)
    )
    if version.state != VersionState.DRAFT:
        raise Frozen
    return version
