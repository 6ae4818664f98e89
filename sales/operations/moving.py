"""Deals move from stage to stage, are won or lost, and come back."""

from datetime import date, datetime, timedelta

from django.db import models, transaction

from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from sales import events
from sales.enums import Outcome
from sales.models import Deal, DealMove, DealStage
from sales.operations.deals import StageNotOpen, note_move
from sales.operations.following import deals_changed

UNDO_WITHIN = timedelta(minutes=10)


class AlreadyThere(Refused):
    """The deal is in this stage already."""

    field = "stage"


class AlreadyClosed(Refused):
    """This deal was closed meanwhile. Open it again first."""


class NotClosed(Refused):
    """This deal is open."""


class OutcomeMissing(Refused):
    """Choose a stage in which deals are won or lost."""

    field = "stage"


class ClosedAhead(Refused):
    """A deal cannot have been closed on a day to come."""

    field = "closed_date"


class ReasonMissing(Refused):
    """Say in a few words why it was lost: that is what the next deal can learn from."""

    field = "lost_reason"


class NothingToUndo(Refused):
    """The deal was changed again since, by somebody else, or too long ago, so this cannot be undone."""


def move_deal(*, deal: Deal, stage: DealStage, on: date, by: Membership, at: datetime) -> Deal:
    """Bring an open deal into another open stage. Raises `AlreadyClosed`, `StageNotOpen`, `AlreadyThere`."""
    if stage.outcome_enum.is_closed:
        raise StageNotOpen
    with transaction.atomic():
        deal, before = _locked(deal)
        if before.outcome_enum.is_closed:
            raise AlreadyClosed
        if before.pk == stage.pk:
            raise AlreadyThere
        deal.stage = stage
        return _moved(events.DEAL_MOVED, deal, before, on=on, by=by, at=at)


def close_deal(
    *,
    deal: Deal,
    stage: DealStage,
    closed_date: date,
    today: date,
    by: Membership,
    at: datetime,
    lost_reason: str = "",
) -> Deal:
    """Win or lose an open deal on a day, today or before; a lost one needs a reason.

    Raises `AlreadyClosed`, `OutcomeMissing`, `ClosedAhead`, `ReasonMissing`.
    """
    outcome = stage.outcome_enum
    if not outcome.is_closed:
        raise OutcomeMissing
    if closed_date > today:
        raise ClosedAhead
    if outcome is Outcome.LOST and not lost_reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        deal, before = _locked(deal)
        if before.outcome_enum.is_closed:
            raise AlreadyClosed
        deal.stage, deal.closed_date = stage, closed_date
        deal.lost_reason = lost_reason.strip() if outcome is Outcome.LOST else ""
        name = events.DEAL_WON if outcome is Outcome.WON else events.DEAL_LOST
        return _moved(name, deal, before, on=closed_date, by=by, at=at)


def reopen_deal(*, deal: Deal, stage: DealStage | None = None, on: date, by: Membership, at: datetime) -> Deal:
    """Work on a closed deal again, in `stage` or where it stood before. Raises `NotClosed`, `StageNotOpen`."""
    with transaction.atomic():
        deal, before = _locked(deal)
        if not before.outcome_enum.is_closed:
            raise NotClosed
        stage = stage or _stood_before(deal)
        if stage is None or stage.outcome_enum.is_closed:
            raise StageNotOpen
        _open(deal, stage)
        return _moved(events.DEAL_REOPENED, deal, before, on=on, by=by, at=at)


def undo_move(*, deal: Deal, on: date, by: Membership, at: datetime) -> Deal:
    """Put a deal back to the open stage from which `by` moved or closed it within the last ten minutes.

    Both steps stay in its history. Raises `NothingToUndo`.
    """
    with transaction.atomic():
        deal, before = _locked(deal)
        last = _moves(deal).first()
        if last is None or at - last.recorded_at > UNDO_WITHIN or last.to_stage_id != before.pk:
            raise NothingToUndo
        if last.from_stage is None or last.from_stage.outcome_enum.is_closed or last.moved_by_id != by.pk:
            raise NothingToUndo
        _open(deal, last.from_stage)
        return _moved(events.DEAL_PUT_BACK, deal, before, on=on, by=by, at=at)


def _locked(deal: Deal) -> tuple[Deal, DealStage]:
    """The deal as it is now, for this transaction alone, and the stage it stands in: two people may press at once."""
    deal = Deal.objects.select_for_update().get(pk=deal.pk)
    return deal, deal.stage


def _moves(deal: Deal) -> models.QuerySet[DealMove]:
    return DealMove.objects.filter(deal=deal).select_related("from_stage").order_by("-recorded_at", "-id")


def _stood_before(deal: Deal) -> DealStage | None:
    """The open stage from which it was closed; for imported deals, whose way is not known, the first open one."""
    known = _moves(deal).filter(from_stage__outcome=Outcome.OPEN, to_stage_id=deal.stage_id).first()
    return known.from_stage if known else DealStage.objects.filter(outcome=Outcome.OPEN).order_by("order").first()


def _open(deal: Deal, stage: DealStage) -> None:
    deal.stage, deal.closed_date, deal.lost_reason = stage, None, ""


def _moved(name: str, deal: Deal, before: DealStage, *, on: date, by: Membership, at: datetime) -> Deal:
    deal.save()
    note_move(deal, before, on=on, by=by, at=at)
    changes = {"Stage": [before.name, deal.stage.name]}
    if deal.closed_date:
        changes["Closed"] = ["", deal.closed_date.isoformat()]
    if deal.lost_reason:
        changes["Why it was lost"] = ["", deal.lost_reason]
    hides = bool(deal.lost_reason)  # why it was lost is not for partners' eyes; that it was, the move tells
    record(name, subject=deal, by=by, at=at, partner_id=deal.partner_id, changes=changes, is_internal=hides)
    deals_changed(partner_ids=[deal.partner_id], at=at)
    return deal
