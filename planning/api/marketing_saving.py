"""From what a program sends to the operations that marketing plans are written by."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from partners.queries.actions import possible_owners
from planning.models import MarketingGoal, MarketingPlan
from planning.operations.marketing.editing import FieldChange, FieldConflict, Part, change_field
from prm.api.errors import Conflict
from prm.kernel.fiscal import FiscalCalendar, Period
from prm.kernel.refusal import Refused
from prm.people.models import Membership


def quarter_of(plan: MarketingPlan, by: Membership) -> Period:
    """The days of the plan's quarter."""
    fiscal = FiscalCalendar(by.tenant.fiscal_year_start_month)
    return fiscal.quarter(fiscal.quarter_of(plan.quarter_start_date))


def save_part(
    *,
    plan: MarketingPlan,
    part: Part,
    given: Mapping[str, Any],
    seen: Mapping[str, Any],
    by: Membership,
    at: datetime,
) -> None:
    """Save fields of the plan, a goal or a tactic: all or none, in an order in which they hold together.

    `seen` is what fields held when they were read; the others are written whatever stands there. Raises as
    `change_field`; that somebody was faster is a `Conflict` (409).
    """
    quarter, waiting = quarter_of(plan, by), _changes(plan, given, seen, by)
    while waiting:
        refused = _refused(plan, part, quarter, waiting, by=by, at=at)
        if len(refused) == len(waiting):
            raise next(iter(refused.values()))
        waiting = [each for each in waiting if each.field in refused]


def _refused(
    plan: MarketingPlan, part: Part, quarter: Period, waiting: list[FieldChange], *, by: Membership, at: datetime
) -> dict[str, Exception]:
    """Save what can be saved now; the fields that cannot, with what was wrong: another one may have to go first."""
    found: dict[str, Exception] = {}
    for each in waiting:
        try:
            with transaction.atomic():
                change_field(plan=plan, part=part, quarter=quarter, sent=each, by=by, at=at)
        except FieldConflict as conflict:
            raise Conflict(f"{each.field}: {conflict} It holds “{conflict.theirs}”.") from conflict
        except (Refused, ValidationError) as problem:
            found[each.field] = problem
    return found


def _changes(
    plan: MarketingPlan, given: Mapping[str, Any], seen: Mapping[str, Any], by: Membership
) -> list[FieldChange]:
    rows = {name: _row(name, plan, key, by) for name, key in given.items() if isinstance(key, UUID)}
    return [
        FieldChange(name, rows.get(name, value), base=seen.get(name), is_sure=name not in seen)
        for name, value in given.items()
    ]


def _row(name: str, plan: MarketingPlan, key: UUID, by: Membership) -> Membership | MarketingGoal:
    """The goal of the plan or the person that may own a tactic. Raises `ValidationError` at the field."""
    rows = possible_owners(plan.partner, by) if name == "owner" else MarketingGoal.objects.filter(plan=plan)
    found = rows.filter(pk=key).first()
    if found is None:
        raise ValidationError({name: ["There is no such row."]})
    return found
