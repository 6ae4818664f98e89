"""Programmes and their versions are prepared and published."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from partners.operations.saving import change, save_checked
from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from programs import events
from programs.calculations.checking import findings
from programs.calculations.rules import Rules
from programs.calculations.rules_json import from_json, to_json
from programs.models import Program, ProgramVersion, TierReview
from programs.queries.programs import draft_of, published
from programs.queries.scorecard_metrics import entered_metrics

SETTINGS = ("name", "description", "sets_tier", "promotes_at_once", "pools_children", "grace_months")


class VersionFrozen(Refused):
    """A published version is not changed any more. Prepare a new one."""


class NotPublishable(Refused):
    """These rules cannot be published yet."""


class VersionUsed(Refused):
    """Partners were reviewed by this version, or it has begun, so it stays."""


@transaction.atomic
def create_program(
    *, fields: Mapping[str, Any], document: Mapping[str, Any], by: Membership, at: datetime
) -> ProgramVersion:
    """A new programme with its first draft. Raises RulesInvalid, and ValidationError for a name that is taken."""
    rules = read_document(document)
    program = Program(**{name: fields[name] for name in SETTINGS if name in fields}, created_at=at)
    save_checked(program)
    record(events.PROGRAM_CREATED, subject=program, by=by, at=at)
    return _draft(program, rules, number=1, at=at)


@transaction.atomic
def change_program(*, program: Program, fields: Mapping[str, Any], by: Membership, at: datetime) -> Program:
    """Change the settings of a programme. Nothing is recorded when nothing changed."""
    changes = change(program, {name: fields[name] for name in SETTINGS if name in fields})
    if changes:
        record(events.PROGRAM_CHANGED, subject=program, by=by, at=at, changes=changes)
    return program


@transaction.atomic
def prepare_version(*, program: Program, by: Membership, at: datetime) -> ProgramVersion:
    """The draft of the next version: the one there is, or a copy of the newest published one."""
    draft = draft_of(program)
    if draft is not None:
        return draft
    newest = published(program).order_by("-number").first()
    if newest is None:
        raise NotPublishable("This programme has no rules to start from.")
    return _draft(program, newest.rules(), number=newest.number + 1, at=at)


@transaction.atomic
def change_rules(
    *, version: ProgramVersion, document: Mapping[str, Any], by: Membership, at: datetime
) -> ProgramVersion:
    """Replace the rules of a draft. Raises VersionFrozen, and RulesInvalid with the first thing that cannot be."""
    version = _locked_draft(version)
    version.document, version.changed_at = to_json(read_document(document)), at
    version.save()
    return version


@transaction.atomic
def publish_version(*, version: ProgramVersion, effective_date: date, by: Membership, at: datetime) -> ProgramVersion:
    """Freeze a draft; it is in force from `effective_date` until the next version begins.

    Raises NotPublishable with what is wrong, VersionFrozen, and ValidationError when another begins that day.
    """
    version = _locked_draft(version)
    blocking = [each.sentence for each in findings(version.rules()) if each.blocks]
    if blocking:
        raise NotPublishable(" ".join(blocking))
    if TierReview.objects.filter(program=version.program, review_date__gte=effective_date).exists():
        raise NotPublishable("Partners were reviewed after that day by the version before.", field="effective_date")
    version.is_draft, version.effective_date = False, effective_date
    version.published_at, version.published_by_name = at, by.display_name
    save_checked(version)
    changes = {"In force from": ["", effective_date.isoformat()], "Version": ["", str(version.number)]}
    record(events.VERSION_PUBLISHED, subject=version.program, by=by, at=at, changes=changes)
    return version


@transaction.atomic
def withdraw_version(*, version: ProgramVersion, today: date, by: Membership, at: datetime) -> ProgramVersion:
    """Make a draft again of a version that has not begun and by which nobody was reviewed. Raises VersionUsed."""
    version = ProgramVersion.objects.select_for_update().select_related("program").get(pk=version.pk)
    used = TierReview.objects.filter(version=version).exists()
    if version.is_draft or used or version.effective_date is None or version.effective_date <= today:
        raise VersionUsed
    if draft_of(version.program) is not None:
        raise VersionUsed("Another version is being prepared. Publish that one first.")
    version.is_draft, version.published_at, version.published_by_name = True, None, ""
    version.save()
    changes = {"Version": [str(version.number), ""]}
    record(events.VERSION_WITHDRAWN, subject=version.program, by=by, at=at, changes=changes)
    return version


def read_document(document: Mapping[str, Any]) -> Rules:
    """The rules in a document, which may name the tenant's own metrics. Raises RulesInvalid."""
    return from_json(dict(document), entered={metric.key for metric in entered_metrics()})


def _draft(program: Program, rules: Rules, *, number: int, at: datetime) -> ProgramVersion:
    version = ProgramVersion(program=program, number=number, document=to_json(rules), changed_at=at)
    version.save()
    return version


def _locked_draft(version: ProgramVersion) -> ProgramVersion:
    version = ProgramVersion.objects.select_for_update().select_related("program").get(pk=version.pk)
    if not version.is_draft:
        raise VersionFrozen
    return version
