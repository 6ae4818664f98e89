"""The list of all marketing plans, with what they come to together."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from planning.calculations.marketing.forecast import TacticForecast, total
from planning.calculations.marketing.kinds import MarketingState
from planning.models import MarketingPlan
from planning.queries.marketing.plans import forecast_of, plans_to_list, writing_times
from prm.documents.formats import MULTIPLE, PERCENT, Format
from prm.documents.specs import Cell, Kind
from prm.kernel.fiscal import FiscalCalendar
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.tables import Column, Filter, TableSpec, read_table
from prm.web.tables.spec import Choice

MONEY = Format(places=2)


def _forecast(plan: Any) -> TacticForecast:
    """A plan's base case; reckoned once for a row."""
    if not hasattr(plan, "_total"):
        plan._total = forecast_of(plan).total
    found: TacticForecast = plan._total
    return found


def _multiple(plan: Any) -> Cell:
    ratio = _forecast(plan).vendor.multiple
    return ratio.as_multiple() if ratio.value is None else ratio.value


def _quarters(request: TenantRequest) -> list[Choice]:
    starts = MarketingPlan.objects.order_by("-quarter_start_date").values_list("quarter_start_date", flat=True)
    fiscal = FiscalCalendar(request.tenant.fiscal_year_start_month)
    return [(day.isoformat(), fiscal.quarter_of(day).label) for day in starts.distinct()]


PLANS = TableSpec(
    key="marketing-plans",
    title="Marketing plans",
    columns=(
        Column("partner", "Partner", "partner__name", value=lambda plan: plan.partner.name),
        Column("partner_number", "Account number", value=lambda plan: plan.partner.external_id, listed=False),
        Column("quarter", "Quarter", "quarter_start_date", Kind.DATE, value=lambda plan: plan.quarter_start_date),
        Column("state", "State", "state", value=lambda plan: plan.state_enum.label),
        Column("tactics", "Tactics", "tactic_count", Kind.FIGURE, value=lambda plan: plan.tactic_count, only_wide=True),
        Column("budget", "Budget", "budget", Kind.FIGURE, MONEY, value=lambda plan: plan.budget),
        Column("mdf", "MDF", "mdf", Kind.FIGURE, MONEY, value=lambda plan: plan.mdf),
        Column("mgos", "MGOs", kind=Kind.FIGURE, value=lambda plan: _forecast(plan).mgos),
        Column("revenue", "Revenue", kind=Kind.FIGURE, format=MONEY, value=lambda plan: _forecast(plan).revenue),
        Column(
            "multiple", "Revenue multiple on MDF", kind=Kind.FIGURE, format=MULTIPLE, value=_multiple, only_wide=True
        ),
        Column("roi", "ROI on MDF", kind=Kind.FIGURE, format=PERCENT, value=lambda plan: _forecast(plan).vendor.roi),
        Column(
            "pair_roi",
            "ROI on the whole budget",
            kind=Kind.FIGURE,
            format=PERCENT,
            value=lambda plan: _forecast(plan).pair.roi,
            listed=False,
        ),
        Column(
            "submitted_by",
            "Submitted by",
            value=lambda plan: str(plan.submitted_by) if plan.submitted_by else "",
            listed=False,
        ),
    ),
    filters=(
        Filter("state", "State", [(each.value, each.label) for each in MarketingState]),
        Filter("quarter", "Quarter", _quarters, lookup="quarter_start_date"),
    ),
    search=("partner__name", "partner__external_id", "title"),
    search_label="Partner or plan",
    default_sort="-quarter",
    noun="plan",
    nouns="plans",
)


@require_safe
@requires(Permission.PEOPLE_VIEW)
def marketing_list(request: TenantRequest, tenant: str) -> HttpResponseBase:
    """Every plan in the member's reach, and what those that match come to together."""
    table = read_table(PLANS, request, plans_to_list())
    fiscal = FiscalCalendar(request.tenant.fiscal_year_start_month)
    context = {
        "shown": lambda: [
            (plan, fiscal.quarter_of(plan.quarter_start_date).label, _forecast(plan)) for plan in table.rows
        ],
        "summed": _summed(table.matching),
        "times": writing_times(),
        "waiting": _waiting(),
    }
    return table.respond("planning/marketing_list.html", context)


def _summed(matching: QuerySet[MarketingPlan]) -> TacticForecast:
    return total(_forecast(plan) for plan in matching)


def _written() -> str:
    """How long writing a plan takes, in words; empty before one was submitted."""
    times = writing_times()
    if times.median is None or times.ninth_decile is None:
        return ""
    return f"Half are written within {_minutes(times.median)}, nine of ten within {_minutes(times.ninth_decile)}"


def _minutes(time: timedelta) -> str:
    minutes = -(-int(time.total_seconds()) // 60)
    return "a minute" if minutes <= 1 else f"{minutes} minutes"


def _waiting() -> int:
    return MarketingPlan.objects.filter(state=MarketingState.SUBMITTED).count()
