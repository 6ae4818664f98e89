"""How the tenant in scope has its scorecards worked out."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from prm.kernel.status import Thresholds
from prm.tenancy.models import Tenant
from scorecards.calculations.rules import ScorecardRules
from scorecards.enums import Denominator
from scorecards.models import DealCohort, ScorecardSettings
from scorecards.queries.performance import thresholds_of


def settings_of_tenant() -> ScorecardSettings:
    """The tenant's settings; unsaved ones with the defaults where it has none."""
    return ScorecardSettings.objects.first() or ScorecardSettings()


def cohort() -> DealCohort | None:
    """What all partners' deals say together; None where the tenant keeps no deals."""
    return DealCohort.objects.first()


def rules_of(tenant: Tenant, settings: ScorecardSettings, deals: DealCohort | None) -> ScorecardRules:
    """The settings as the calculation takes them. No query."""
    return ScorecardRules(
        overall=thresholds_of(tenant),
        weights={stage: _decimals(weights) for stage, weights in settings.weights.items()},
        thresholds={key: Thresholds.from_json(stored) for key, stored in settings.thresholds.items()},
        denominator=Denominator(settings.denominator),
        required_multiple=settings.required_multiple,
        deal_size_target=settings.deal_size_target,
        cohort_win_rate=deals.win_rate if deals else None,
    )


def _decimals(stored: Mapping[str, Any]) -> dict[str, Decimal]:
    return {key: Decimal(str(value)) for key, value in stored.items()}
