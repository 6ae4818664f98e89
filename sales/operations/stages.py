"""The stages that deals go through."""

from decimal import Decimal

from prm.tenancy.scope import require_tenant_id
from sales.enums import Outcome
from sales.models import DealStage

# Name, probability in percent, whether it counts as pipeline, outcome. Changing these changes new tenants only.
DEFAULT_STAGES = (
    ("Prospect", 5, False, Outcome.OPEN),
    ("Qualified lead", 10, True, Outcome.OPEN),
    ("Meeting", 20, True, Outcome.OPEN),
    ("Proposal", 50, True, Outcome.OPEN),
    ("Verbal agreement", 80, True, Outcome.OPEN),
    ("Won", 100, True, Outcome.WON),
    ("Lost", 0, True, Outcome.LOST),
)


def add_default_stages() -> None:
    """What a new tenant begins with, until its operations say otherwise."""
    DealStage.objects.bulk_create(
        DealStage(
            tenant_id=require_tenant_id(),
            name=name,
            order=order,
            probability_percent=Decimal(percent),
            is_qualified=is_qualified,
            outcome=outcome,
        )
        for order, (name, percent, is_qualified, outcome) in enumerate(DEFAULT_STAGES, 1)
    )
