"""Set the targets of a fiscal year for many partners in one go, and take that back."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from prm.events.recording import record
from prm.kernel.fiscal import Period
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.tenancy.scope import require_tenant_id
from scorecards import events
from scorecards.models import Target, TargetBatch
from scorecards.operations.standings import refresh_standings

type Plans = Mapping[UUID, Sequence[tuple[Period, Decimal]]]


class TargetsNotSettable(Refused):
    """The targets cannot be set together; the text says why."""


class BatchNotUndoable(Refused):
    """Some of these targets were changed since, so that going back would undo somebody else's work."""


def set_targets(*, plans: Plans, year: Period, by: Membership, at: datetime) -> TargetBatch:
    """Give each partner these targets of `year`, instead of all that lie in it; amounts of 0 set none.

    All of them or none. Raises `TargetsNotSettable` for a negative amount, and where a partner has a target that
    begins before or ends after the year and shares days with it.
    """
    if any(amount < 0 for windows in plans.values() for _window, amount in windows):
        raise TargetsNotSettable("A target cannot be negative. Enter 0 or more.")
    _refuse_straddling(list(plans), year)
    standing = _targets_in(list(plans), year.start_date, year.end_date)
    before = [_line(target) for target in standing]
    Target.objects.filter(pk__in=[target.pk for target in standing]).delete()
    made = Target.objects.bulk_create(_new(plans))
    batch = TargetBatch.objects.create(
        membership=by,
        year_label=year.label,
        start_date=year.start_date,
        end_date=year.end_date,
        before=before,
        after=[_line(target) for target in made],
        saved_at=at,
    )
    changes = {"Partners": ["", str(len(plans))], "Targets": [str(len(before)), str(len(made))]}
    record(events.TARGETS_SET, subject=batch, by=by, at=at, changes=changes)
    refresh_standings(partner_ids=list(plans), at=at)
    return batch


def undo_targets(*, batch: TargetBatch, by: Membership, at: datetime) -> None:
    """Bring back what stood before the batch. Raises `BatchNotUndoable` when any of it was changed since, or undone."""
    partner_ids = sorted({UUID(line[0]) for line in (*batch.before, *batch.after)})
    standing = _targets_in(partner_ids, batch.start_date, batch.end_date)
    if batch.undone_at or sorted(map(_line, standing)) != sorted(batch.after):
        raise BatchNotUndoable
    Target.objects.filter(pk__in=[target.pk for target in standing]).delete()
    Target.objects.bulk_create(_restored(line) for line in batch.before)
    batch.undone_at = at
    batch.save(update_fields=["undone_at"])
    record(events.TARGETS_UNDONE, subject=batch, by=by, at=at, changes={})
    refresh_standings(partner_ids=partner_ids, at=at)


def _targets_in(partner_ids: list[UUID], start: date, end: date) -> list[Target]:
    inside = Target.objects.filter(partner_id__in=partner_ids, start_date__gte=start, end_date__lte=end)
    return list(inside.order_by("partner_id", "start_date", "end_date"))


def _refuse_straddling(partner_ids: list[UUID], year: Period) -> None:
    crossing = Q(start_date__lt=year.start_date, end_date__gte=year.start_date)
    crossing |= Q(start_date__lte=year.end_date, end_date__gt=year.end_date)
    found = Target.objects.filter(crossing, partner_id__in=partner_ids).select_related("partner")
    names = sorted({target.partner.name for target in found})
    if names:
        more = " and others" if len(names) > 3 else ""
        raise TargetsNotSettable(
            f"Some targets begin before or end after {year.label}: {', '.join(names[:3])}{more}. Change those first."
        )


def _new(plans: Plans) -> list[Target]:
    return [
        Target(
            tenant_id=require_tenant_id(),
            partner_id=partner_id,
            start_date=window.start_date,
            end_date=window.end_date,
            amount=amount,
        )
        for partner_id, windows in plans.items()
        for window, amount in windows
        if amount
    ]


def _line(target: Target) -> list[str]:
    amount = f"{target.amount.normalize():f}"
    quota = str(target.quota_id or "")
    return [str(target.partner_id), str(target.start_date), str(target.end_date), amount, quota, target.rule]


def _restored(line: Sequence[str]) -> Target:
    partner, start, end, amount, quota, rule = line
    return Target(
        tenant_id=require_tenant_id(),
        partner_id=UUID(partner),
        start_date=date.fromisoformat(start),
        end_date=date.fromisoformat(end),
        amount=Decimal(amount),
        quota_id=UUID(quota) if quota else None,
        rule=rule,
    )
