"""Marketing plans for tests."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Model

from partners.models import Partner
from planning.models import MarketingPlan, Tactic, TacticType
from planning.operations.marketing.editing import FieldChange, Part, change_field
from planning.operations.marketing.starting import start_plan
from prm.kernel.fiscal import FiscalCalendar, FiscalQuarter, Period
from prm.people.models import Membership
from tests.cast import NOW, TODAY

Q2 = FiscalCalendar().quarter(FiscalQuarter(2026, 2))
Q3 = FiscalCalendar().quarter(FiscalQuarter(2026, 3))


def begun(partner: Partner, by: Membership, quarter: Period = Q3, *, at: datetime = NOW) -> MarketingPlan:
    """A first draft as `start_plan` makes it."""
    return start_plan(partner=partner, quarter=quarter, today=TODAY, by=by, at=at)


def tactic_of(plan: MarketingPlan, name: str = "E-mail campaign") -> Tactic:
    """The plan's tactic of that name."""
    return plan.tactics.get(name=name)


def changed(part: Part, field: str, value: Any, *, by: Membership, quarter: Period = Q3, base: Any = ...) -> Part:
    """One field of a plan, a goal or a tactic, changed by somebody who saw `base` (what stands there, unless told)."""
    plan = part if isinstance(part, MarketingPlan) else part.plan
    seen = getattr(part, field) if base is ... else base
    sent = FieldChange(field, value, base=seen)
    return change_field(plan=plan, part=part, quarter=quarter, sent=sent, by=by, at=NOW)


def vector_plan(partner: Partner, by: Membership, quarter: Period = Q3) -> MarketingPlan:
    """One tactic as in the worked table: 1,000 inquiries become 15 won deals of $20,000, for $15,000 of MDF."""
    plan = begun(partner, by, quarter)
    plan.tactics.all().delete()
    kind = TacticType.objects.get(name="Webinar")
    Tactic.objects.create(
        plan=plan,
        partner=partner,
        type=kind,
        name="Launch webinar",
        start_date=quarter.start_date,
        end_date=quarter.start_date.replace(day=20),
        budget=Decimal(15000),
        mdf_budget=Decimal(15000),
        volume="reach",
        reach=10_000,
        inquiry_percent=Decimal(10),
        mql_percent=Decimal(20),
        sal_percent=Decimal(60),
        sql_percent=Decimal(50),
        won_percent=Decimal(25),
        average_deal=Decimal(20000),
        gross_margin_percent=Decimal(25),
    )
    return plan


def again[M: Model](row: M) -> M:
    """The row as the database has it now."""
    return type(row)._default_manager.get(pk=row.pk)
