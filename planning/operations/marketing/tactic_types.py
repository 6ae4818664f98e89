"""The tenant's kinds of tactics."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from partners.operations.saving import change, refuse_others, save_checked
from planning.calculations.marketing.tactic_examples import TACTIC_EXAMPLES
from planning.events import marketing as events
from planning.models import Tactic, TacticType
from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.tenancy.scope import require_tenant_id

TYPE_FIELDS = (
    "name",
    "usual_budget",
    "usual_reach",
    "usual_days",
    "cost_per_response",
    "inquiry_percent",
    "mql_percent",
    "sal_percent",
    "sql_percent",
    "won_percent",
    "average_deal",
    "gross_margin_percent",
    "is_verifiable",
    "is_active",
    "order",
)


class TypeInUse(Refused):
    """Tactics are of this type. Stop offering it instead."""


def add_type(*, fields: Mapping[str, Any], by: Membership, at: datetime) -> TacticType:
    """One more kind of tactic. Raises `ValidationError` for values that cannot be."""
    refuse_others(fields, allowed=TYPE_FIELDS)
    kind = TacticType(**fields)
    save_checked(kind)
    record(events.TYPE_ADDED, subject=kind, by=by, at=at)
    return kind


def change_type(*, kind: TacticType, changes: Mapping[str, Any], by: Membership, at: datetime) -> TacticType:
    """Change what a type says; it is no example any more then. Tactics that are there keep their own figures."""
    refuse_others(changes, allowed=TYPE_FIELDS)
    told = change(kind, changes)
    if told:
        TacticType.objects.filter(pk=kind.pk).update(is_example=False)
        kind.is_example = False
        record(events.TYPE_CHANGED, subject=kind, by=by, at=at, changes=told)
    return kind


def remove_type(*, kind: TacticType, by: Membership, at: datetime) -> None:
    """Take a type away that no tactic is of. Raises `TypeInUse`."""
    if Tactic.objects.filter(type=kind).exists():
        raise TypeInUse
    record(events.TYPE_REMOVED, subject=kind, by=by, at=at)
    kind.delete()


def add_default_types() -> None:
    """What a new tenant begins with."""
    TacticType.objects.bulk_create(
        TacticType(tenant_id=require_tenant_id(), is_example=True, order=order, **example._asdict())
        for order, example in enumerate(TACTIC_EXAMPLES, 1)
    )
