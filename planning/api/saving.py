"""From what a program sends to the operations of the page, which read what people type."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from planning.models import BusinessPlan
from planning.operations.plans.fields import FieldConflict, save_fields
from planning.operations.plans.values import PlanRow
from prm.api.errors import Conflict
from prm.people.models import Membership


def save_sent(*, plan: BusinessPlan, row: PlanRow, given: Mapping[str, Any], by: Membership, at: datetime) -> None:
    """Save fields of a row together, as its page would one by one. `revision` among them is what they were based on.

    Raises as `save_fields`; that somebody was faster is a `Conflict` (409).
    """
    texts = {name: _typed(value) for name, value in given.items() if name != "revision"}
    if not texts:
        return
    try:
        save_fields(plan=plan, row=row, texts=texts, revision=given.get("revision"), by=by, at=at)
    except FieldConflict as conflict:
        raise Conflict(f"{conflict.field}: {conflict}") from conflict


def _typed(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(map(_typed, value))
    if isinstance(value, Decimal):
        return f"{value:f}"
    return "" if value is None else str(value)
