"""A CAM confirms the life stage that the rules suggest, or chooses another."""

from datetime import date, datetime

from django.db import transaction

from partners.enums import LifeStage
from partners.models import Partner
from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from programs import events
from programs.calculations.stages import Suggestion
from programs.models import StageChange


class NoteNeeded(Refused):
    """The rules see another stage. Say in a few words why you choose this one."""

    field = "note"


class NothingChanged(Refused):
    """The partner already is in this stage."""

    field = "stage"


@transaction.atomic
def confirm_stage(
    *,
    partner: Partner,
    stage: LifeStage,
    suggestion: Suggestion,
    today: date,
    by: Membership,
    at: datetime,
    note: str = "",
) -> StageChange:
    """Put the partner into a stage, and keep what the rules said then.

    Another stage than the suggested one needs a note (`NoteNeeded`); the one it is in already is refused
    (`NothingChanged`), unless it is kept against the suggestion, with a note.
    """
    partner = Partner.objects.select_for_update(of=("self",)).get(pk=partner.pk)
    before, note = partner.stage, note.strip()
    if stage is not suggestion.stage and not note:
        raise NoteNeeded
    if stage is before and stage is suggestion.stage:
        raise NothingChanged
    _note_start(partner, today, at)
    partner.life_stage = stage
    partner.save(update_fields=["life_stage", "updated_at"])
    change = StageChange(
        partner=partner,
        from_stage=before,
        to_stage=stage,
        suggested_stage=suggestion.stage,
        reasons=list(suggestion.reasons),
        note=note,
        changed_date=today,
        changed_at=at,
        by=by,
    )
    change.save()
    changes = {"Life stage": [before.label, stage.label]} | ({"Note": ["", note]} if note else {})
    record(
        events.STAGE_CONFIRMED, subject=partner, by=by, at=at, partner_id=partner.pk, changes=changes, is_internal=True
    )
    return change


def _note_start(partner: Partner, today: date, at: datetime) -> None:
    """Before the first change, keep the stage that was there since the partner joined."""
    if StageChange.objects.filter(partner=partner).exists():
        return
    began = min(partner.joined_date or today, today)
    StageChange.objects.create(partner=partner, to_stage=partner.stage, changed_date=began, changed_at=at)


@transaction.atomic
def note_stage(*, partner: Partner, by: Membership | None, today: date, at: datetime) -> StageChange | None:
    """Keep a stage that was set in the profile and not confirmed here; None when the history knows it already."""
    last = StageChange.objects.filter(partner=partner).order_by("-changed_at", "-pk").first()
    if last is not None and last.to_stage == partner.life_stage:
        return None
    return StageChange.objects.create(
        partner=partner,
        from_stage=last.to_stage if last else "",
        to_stage=partner.life_stage,
        note="Set in the profile",
        changed_date=today,
        changed_at=at,
        by=by,
    )
