"""Rebate studies are set up, changed and taken away."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from partners.models import Partner
from partners.operations.saving import change, save_checked
from planning.calculations.rebates.groups import ControlBy, ParticipantsBy
from planning.calculations.rebates.periods import Comparison, overlaps
from planning.events import rebates as events
from planning.models import RebateParticipant, RebateStudy
from planning.operations.removed import keep_work, kept_work, read, written
from prm.events.recording import record
from prm.kernel.fiscal import Period
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.tenancy.scope import require_tenant_id

STUDY = "study"
FIELDS = (
    "name",
    "start_date",
    "end_date",
    "comparison",
    "rebates",
    "margin_percent",
    "participants_by",
    "participants_value",
    "control_by",
    "control_value",
    "note",
)


_TOO_LONG = {
    Comparison.LAST_YEAR: "Longer than a year: it would be compared with itself. Make a study for each year.",
    Comparison.PREVIOUS_QUARTER: "Longer than a quarter: it would be compared with itself. Choose last year instead.",
}


class ComparedWithItself(Refused):
    """The period and what it is compared with have days in common."""

    field = "end_date"


class NobodyHadIt(Refused):
    """Say who had the rebate."""


@transaction.atomic
def create_study(
    *, fields: Mapping[str, Any], partner_ids: Collection[UUID], by: Membership, at: datetime
) -> RebateStudy:
    """A new study. `partner_ids` are those who had the rebate where they are listed, and ignored otherwise.

    Raises NobodyHadIt, and ValidationError for days in the wrong order, values out of range and a name that is taken.
    """
    _check(fields, partner_ids)
    values = {name: fields[name] for name in FIELDS if name in fields}
    study = RebateStudy(**values, created_at=at, changed_at=at, changed_by_name=by.display_name)
    save_checked(study)
    _list(study, partner_ids)
    record(events.STUDY_CREATED, subject=study, by=by, at=at)
    return study


@transaction.atomic
def change_study(
    *, study: RebateStudy, fields: Mapping[str, Any], partner_ids: Collection[UUID], by: Membership, at: datetime
) -> RebateStudy:
    """Change a study whole; see `create_study`. Nothing is recorded when nothing changed."""
    study = RebateStudy.objects.select_for_update().get(pk=study.pk)
    _check(fields, partner_ids)
    changes = change(study, {name: fields[name] for name in FIELDS if name in fields})
    if _list(study, partner_ids):
        changes["Listed partners"] = ["", str(len(partner_ids))]
    if changes:
        study.changed_at, study.changed_by_name = at, by.display_name
        study.save(update_fields=["changed_at", "changed_by_name"])
        record(events.STUDY_CHANGED, subject=study, by=by, at=at, changes=changes)
    return study


@transaction.atomic
def remove_study(*, study: RebateStudy, by: Membership, at: datetime) -> None:
    """Take a study away; `return_study` brings it back. Bookings and what was paid are not touched."""
    listed = RebateParticipant.objects.filter(study=study).order_by("pk")
    content = {"study": written([study]), "partners": [str(each.partner_id) for each in listed]}
    keep_work(study, kind=STUDY, content=content, at=at)
    record(events.STUDY_REMOVED, subject=study, by=by, at=at)
    RebateStudy.objects.filter(pk=study.pk).delete()


@transaction.atomic
def return_study(*, key: UUID, by: Membership, at: datetime) -> RebateStudy:
    """Bring back a study that was removed, without partners that are gone since.

    Raises `NotRemoved` when it is back, and `ValidationError` where its name was taken meanwhile.
    """
    kept = kept_work(key, kinds=[STUDY])
    (study,) = read(RebateStudy, kept.content["study"])
    save_checked(study)
    _list(study, [UUID(each) for each in kept.content["partners"]])
    record(events.STUDY_RETURNED, subject=study, by=by, at=at)
    kept.delete()
    return study


def _check(fields: Mapping[str, Any], partner_ids: Collection[UUID]) -> None:
    comparison = Comparison(fields.get("comparison") or Comparison.LAST_YEAR)
    if fields["start_date"] <= fields["end_date"] and overlaps(
        Period(fields["start_date"], fields["end_date"]), comparison
    ):
        raise ComparedWithItself(_TOO_LONG[comparison])
    if fields["participants_by"] == ParticipantsBy.LISTED:
        if not partner_ids:
            raise NobodyHadIt("Choose at least one partner that had the rebate.", field="partners")
    elif not fields.get("participants_value"):
        raise NobodyHadIt("Choose which ones had the rebate.", field="participants_value")
    named = fields.get("control_by") not in (ControlBy.OTHERS, ControlBy.NOBODY)
    if named and not fields.get("control_value"):
        raise NobodyHadIt("Choose whom they are compared with.", field="control_value")


def _list(study: RebateStudy, partner_ids: Collection[UUID]) -> bool:
    """Name these partners in the study and no others. Tells whether that changed anything."""
    wanted = set(partner_ids) if study.participants_by == ParticipantsBy.LISTED else set()
    listed = set(RebateParticipant.objects.filter(study=study).values_list("partner_id", flat=True))
    if wanted == listed:
        return False
    RebateParticipant.objects.filter(study=study).delete()
    known = Partner.objects.filter(pk__in=wanted).values_list("pk", flat=True)
    RebateParticipant.objects.bulk_create(
        RebateParticipant(tenant_id=require_tenant_id(), study=study, partner_id=partner_id) for partner_id in known
    )
    return True
