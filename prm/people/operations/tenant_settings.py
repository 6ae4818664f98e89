"""What a tenant decides for itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from prm.events.recording import differences, record
from prm.people.models import Membership
from prm.tenancy.models import Tenant

LABELS = {
    "name": "Name",
    "brand_colour": "Brand colour",
    "currency": "Currency",
    "fiscal_year_start_month": "Fiscal year starts in month",
    "time_zone": "Time zone",
    "green_from_percent": "Green from, percent",
    "yellow_from_percent": "Yellow from, percent",
    "quiet_from_tenths": "Quiet from, tenths of the usual gap",
    "attribution_days": "Deals count as influenced by a lead, days",
}


def change_settings(*, values: Mapping[str, Any], by: Membership, at: datetime) -> Tenant:
    """Set fields of the tenant in scope, and record each with what it was before. Nothing is converted or recomputed.

    Raises `ValidationError` for values that a tenant cannot have.
    """
    tenant = Tenant.objects.select_for_update().get(pk=by.tenant_id)
    before = {field: getattr(tenant, field) for field in LABELS}
    for field in LABELS.keys() & values.keys():
        setattr(tenant, field, values[field])
    tenant.full_clean(exclude=["slug"])
    changes = differences(before, {field: getattr(tenant, field) for field in LABELS}, LABELS)
    if changes:
        tenant.save(update_fields=list(LABELS))
        record("tenancy.settings.changed", subject=tenant, by=by, at=at, changes=changes)
    return tenant


def change_logo(*, png: bytes | None, by: Membership, at: datetime) -> None:
    """Replace the tenant's logo by a PNG from `prm.people.logos`, or take it away."""
    tenant = Tenant.objects.select_for_update().get(pk=by.tenant_id)
    before, tenant.brand_logo = tenant.brand_logo, png
    tenant.save(update_fields=["brand_logo"])
    changes = {"Logo": ["set" if before else "", "set anew" if png else ""]}
    record("tenancy.settings.changed", subject=tenant, by=by, at=at, changes=changes)
