"""Turn a CAM's quota into targets of the CAM's partners."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from prm.events.recording import record
from prm.kernel.fiscal import add_months
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.tenancy.scope import require_tenant_id
from sales.queries.bookings import orders
from scorecards import events
from scorecards.calculations.allotment import allot
from scorecards.enums import AllotmentRule
from scorecards.models import Quota, Target
from scorecards.operations.standings import refresh_standings
from scorecards.queries.targets import partners_of_quota


class QuotaNotAllottable(Refused):
    """The quota cannot be shared out; the text says why."""


def allot_quota(
    *,
    quota: Quota,
    rule: AllotmentRule,
    by: Membership,
    at: datetime,
    by_hand: Mapping[UUID, Decimal] | None = None,
) -> list[Target]:
    """Share a quota out among the partners whose primary CAM its owner is on its first day.

    `TRAILING_SHARE` goes by each partner's bookings of the 12 months before the quota's first day, `EVEN` gives all
    the same, `MANUAL` takes `by_hand` (partner id to amount), which must add up to the quota. Targets for the same
    window are replaced. Raises `QuotaNotAllottable` when the CAM has no partners then, when amounts by hand do not add
    up, or when a partner has another target on some of the days.
    """
    partner_ids = list(partners_of_quota(quota).values_list("pk", flat=True))
    if not partner_ids:
        raise QuotaNotAllottable(
            f"{quota.membership} is nobody's primary CAM on {quota.start_date:%d %b %Y}. Assign partners first."
        )
    shares = _shares(quota, rule, partner_ids, by_hand or {})
    _refuse_overlaps(quota, partner_ids)
    targets = [
        Target(
            tenant_id=require_tenant_id(),
            partner_id=partner_id,
            start_date=quota.start_date,
            end_date=quota.end_date,
            amount=amount,
            quota=quota,
            rule=rule.value,
        )
        for partner_id, amount in shares.items()
    ]
    Target.objects.bulk_create(
        targets,
        update_conflicts=True,
        unique_fields=["tenant", "partner", "start_date", "end_date"],
        update_fields=["amount", "quota", "rule"],
    )
    changes = {"Rule": ["", rule.label], "Partners": ["", str(len(targets))]}
    record(events.QUOTA_ALLOTTED, subject=quota, by=by, at=at, changes=changes)
    refresh_standings(partner_ids=partner_ids, at=at)
    return targets


def _shares(
    quota: Quota, rule: AllotmentRule, partner_ids: list[UUID], by_hand: Mapping[UUID, Decimal]
) -> dict[UUID, Decimal]:
    if rule is AllotmentRule.MANUAL:
        return _by_hand(quota, partner_ids, by_hand)
    weights = dict.fromkeys(partner_ids, Decimal(0))
    if rule is AllotmentRule.TRAILING_SHARE:
        for row in orders(since=add_months(quota.start_date, -12), until=quota.start_date, partner_ids=partner_ids):
            weights[row["partner_id"]] += row["total"] if row["booked_date"] < quota.start_date else 0
    return allot(quota.amount, weights)


def _by_hand(quota: Quota, partner_ids: list[UUID], by_hand: Mapping[UUID, Decimal]) -> dict[UUID, Decimal]:
    strangers = set(by_hand) - set(partner_ids)
    total = sum(by_hand.values(), Decimal(0))
    if strangers:
        raise QuotaNotAllottable("Some of these partners are not this CAM's. Reload the page and try again.")
    if total != quota.amount:
        raise QuotaNotAllottable(f"The amounts add up to {total:,.2f}; the quota is {quota.amount:,.2f}.")
    return dict(by_hand)


def _refuse_overlaps(quota: Quota, partner_ids: list[UUID]) -> None:
    overlapping = (
        Target.objects.filter(
            partner_id__in=partner_ids, start_date__lte=quota.end_date, end_date__gte=quota.start_date
        )
        .exclude(start_date=quota.start_date, end_date=quota.end_date)
        .select_related("partner")
        .order_by("partner__name")
    )
    names = [target.partner.name for target in overlapping[:4]]
    if names:
        raise QuotaNotAllottable(
            f"Some partners already have targets on these days: {', '.join(names[:3])}"
            f"{' and others' if len(names) > 3 else ''}. Remove those first."
        )
