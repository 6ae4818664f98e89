"""Why deals were lost, in the words of whoever closed them."""

from django.db.models import Count, Sum

from partners.models import Partner
from prm.kernel.fiscal import Period
from sales.enums import Outcome
from sales.models import Deal
from scorecards.calculations.diagnostics import LostReason


def lost_reasons(partner: Partner, period: Period) -> tuple[LostReason, ...]:
    """The reasons of deals lost in the period with their number and amounts, the largest amount first. One query."""
    rows = (
        Deal.objects.filter(
            partner=partner,
            stage__outcome=Outcome.LOST,
            closed_date__gte=period.start_date,
            closed_date__lte=period.end_date,
        )
        .values_list("lost_reason")
        .annotate(deals=Count("pk"), total=Sum("amount"))
        .order_by("-total", "lost_reason")
    )
    return tuple(LostReason(*row) for row in rows)
