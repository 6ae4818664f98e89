"""Set, change and remove targets and quotas."""

from datetime import date, datetime
from decimal import Decimal

from partners.models import Partner
from prm.events.recording import differences, record
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from scorecards import events
from scorecards.models import Quota, Target
from scorecards.operations.standings import refresh_standings

# Typing errors such as 0202 or 20226; a plan is spread over every month of its window.
EARLIEST_YEAR, LATEST_YEAR = 1970, 2100
_LABELS = {"start_date": "First day", "end_date": "Last day", "amount": "Amount"}


class TargetNotSettable(Refused):
    """The window or the amount cannot be; the text says what to change."""


def set_target(
    *, partner: Partner, start_date: date, end_date: date, amount: Decimal, by: Membership | None, at: datetime
) -> Target:
    """Agree what a partner is to sell in a window of days. The same window again replaces the amount.

    A target that was allotted from a quota becomes one set by hand. Windows may overlap only where they are equal:
    raises `TargetNotSettable` otherwise, for a month inside a quarter would count twice.
    """
    _check(start_date, end_date, amount)
    same = Target.objects.filter(partner=partner, start_date=start_date, end_date=end_date).first()
    _refuse_overlap(partner, start_date, end_date)
    before = _state(same)
    target = same or Target(partner=partner, start_date=start_date, end_date=end_date)
    target.amount, target.quota, target.rule = amount, None, ""
    target.save()
    changes = differences(before, _state(target), _LABELS)
    record(events.TARGET_SET, subject=target, by=by, at=at, partner_id=partner.pk, changes=changes)
    refresh_standings(partner_ids=[partner.pk], at=at)
    return target


def remove_target(*, target: Target, by: Membership | None, at: datetime) -> None:
    """Take a target away; the plan is as if it had never been."""
    changes = differences(_state(target), {}, _LABELS)
    record(events.TARGET_REMOVED, subject=target, by=by, at=at, partner_id=target.partner_id, changes=changes)
    Target.objects.filter(pk=target.pk).delete()
    refresh_standings(partner_ids=[target.partner_id], at=at)


def set_quota(
    *, cam: Membership, start_date: date, end_date: date, amount: Decimal, by: Membership | None, at: datetime
) -> Quota:
    """Agree what a CAM is to sell in a window of days; the same window again replaces the amount.

    Changes no partner's target: `allot_quota` does.
    """
    _check(start_date, end_date, amount)
    same = Quota.objects.filter(membership=cam, start_date=start_date, end_date=end_date).first()
    before = _state(same)
    quota = same or Quota(membership=cam, start_date=start_date, end_date=end_date)
    quota.amount = amount
    quota.save()
    record(events.QUOTA_SET, subject=quota, by=by, at=at, changes=differences(before, _state(quota), _LABELS))
    return quota


def _check(start_date: date, end_date: date, amount: Decimal) -> None:
    if not EARLIEST_YEAR <= start_date.year <= end_date.year <= LATEST_YEAR and start_date <= end_date:
        raise TargetNotSettable(f"A target lies between {EARLIEST_YEAR} and {LATEST_YEAR}. Check the dates.")
    if end_date < start_date:
        raise TargetNotSettable("The last day must not be before the first.")
    if amount < 0:
        raise TargetNotSettable("A target cannot be negative. Enter 0 or more.")


def _refuse_overlap(partner: Partner, start_date: date, end_date: date) -> None:
    overlapping = Target.objects.filter(partner=partner, start_date__lte=end_date, end_date__gte=start_date)
    other = overlapping.exclude(start_date=start_date, end_date=end_date).order_by("start_date").first()
    if other:
        raise TargetNotSettable(
            f"There is already a target from {other.start_date:%d %b %Y} to {other.end_date:%d %b %Y}, which shares"
            " days with this one. Change or remove that one first."
        )


def _state(goal: Target | Quota | None) -> dict[str, object]:
    return {} if goal is None else {field: getattr(goal, field) for field in _LABELS}
