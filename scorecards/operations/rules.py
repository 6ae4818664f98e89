"""Change how a tenant's scorecards are worked out."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from partners.models import Partner
from partners.operations.saving import save_checked
from prm.events.recording import differences, record
from prm.kernel.refusal import Refused
from prm.kernel.status import Thresholds
from prm.people.models import Membership
from scorecards import events
from scorecards.enums import Denominator
from scorecards.models import DealSizeTarget, ScorecardSettings
from scorecards.operations.standings import refresh_standings
from scorecards.queries.rules import settings_of_tenant

_LABELS = {
    "denominator": "Pipeline is compared with",
    "required_multiple": "Required multiple",
    "deal_size_target": "Target deal size",
    "weights": "Weights",
    "thresholds": "Thresholds",
}


class WeightsUnusable(Refused):
    """Weights are zero or more, and one at least is above zero."""


def change_rules(
    *,
    denominator: Denominator,
    required_multiple: Decimal,
    deal_size_target: Decimal | None,
    weights: Mapping[str, Mapping[str, Decimal]],
    thresholds: Mapping[str, Thresholds],
    by: Membership,
    at: datetime,
) -> ScorecardSettings:
    """Replace the tenant's settings; every partner's standing follows.

    `weights` by life stage ("" for every other) and metric key, `thresholds` by metric key. Raises `WeightsUnusable`.
    """
    for own in weights.values():
        if min(own.values()) < 0 or not any(own.values()):
            raise WeightsUnusable
    settings = settings_of_tenant()
    before = _state(settings)
    settings.denominator = denominator.value
    settings.required_multiple, settings.deal_size_target = required_multiple, deal_size_target
    settings.weights = {stage: {key: str(weight) for key, weight in own.items()} for stage, own in weights.items()}
    settings.thresholds = {key: each.to_json() for key, each in thresholds.items()}
    changes = differences(before, _state(settings), _LABELS)
    if changes:
        save_checked(settings)
        record(events.SCORECARD_RULES_CHANGED, subject=settings, by=by, at=at, changes=changes)
        refresh_standings(partner_ids=None, at=at)
    return settings


def set_deal_size_target(*, partner: Partner, amount: Decimal | None, by: Membership, at: datetime) -> None:
    """How large the partner's deals should be on average; None for the tenant's own figure."""
    own = DealSizeTarget.objects.filter(partner=partner).first()
    before = None if own is None else own.amount
    if amount is None:
        DealSizeTarget.objects.filter(partner=partner).delete()
    else:
        own = own or DealSizeTarget(partner=partner)
        own.amount = amount
        save_checked(own)
    changes = differences({"amount": before}, {"amount": amount}, {"amount": "Target deal size"})
    if changes:
        record(events.DEAL_SIZE_TARGET_SET, subject=partner, by=by, at=at, partner_id=partner.pk, changes=changes)
        refresh_standings(partner_ids=[partner.pk], at=at)


def _state(settings: ScorecardSettings) -> dict[str, object]:
    return {field: getattr(settings, field) for field in _LABELS}
