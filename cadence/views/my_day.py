"""The CAM's first page."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cadence.queries.day import Day, day_of
from partners.views.action_rows import rows_of
from partners.views.page import moment_of
from prm.documents.specs import Kpi
from prm.kernel import money
from prm.kernel.status import TrafficLight
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission

SHOWN = 6


@dataclass(frozen=True)
class SnoozeChoice:
    """A day until which an alert can wait, in one press."""

    label: str
    until_date: date


@require_safe
@requires(Permission.ALERT_VIEW)
def my_day(request: TenantRequest, tenant: str) -> HttpResponse:
    """What is due and for whom: quiet partners, actions, open rounds, partners behind plan, targets, documents."""
    now = moment_of(request)
    day = day_of(request.membership, tenant=request.tenant, today=now.today, at=now.at)
    context = {
        "day": day,
        "kpis": zip(day_kpis(day, currency=request.tenant.currency), _links(tenant), strict=True),
        "shown": SHOWN,
        "actions": rows_of(day.actions, request, today=now.today),
        "snoozes": snooze_choices(now.today),
        "today": now.today,
        "tomorrow": now.today + timedelta(days=1),
        "may_handle": request.membership.may(Permission.ALERT_HANDLE),
        "may_set_targets": request.membership.may(Permission.TARGET_EDIT),
    }
    return TemplateResponse(request, "cadence/my_day.html", context)


def _links(slug: str) -> tuple[str, str, str, str]:
    """Where the four figures open."""
    partners = reverse("scorecards:partner-list", args=[slug])
    return "#card-quiet-partners", f"{partners}?light=at_risk", partners, "#card-no-target-yet"


def snooze_choices(today: date) -> list[SnoozeChoice]:
    """One, two and four weeks ahead."""
    weeks = {1: "A week", 2: "Two weeks", 4: "Four weeks"}
    return [SnoozeChoice(label, today + timedelta(weeks=number)) for number, label in weeks.items()]


def day_kpis(day: Day, *, currency: str) -> tuple[Kpi, ...]:
    """The day in four figures."""
    portfolio = day.portfolio
    at_risk = sum((each.alert.revenue_at_risk for each in day.quiet), start=portfolio.booked * 0)
    plan = f"of {money.compact(portfolio.plan, currency)} plan" if portfolio.plan is not None else "no plan yet"
    return (
        Kpi("Quiet partners", str(len(day.quiet)), f"{money.compact(at_risk, currency)} a year at risk"),
        Kpi("Behind plan", str(len(portfolio.at_risk)), f"{money.compact(portfolio.behind, currency)} missing to date"),
        Kpi(
            "Booked this year",
            money.compact(portfolio.booked, currency),
            f"{plan}, {portfolio.attainment.as_percent(1)}" if portfolio.attainment.value is not None else plan,
            portfolio.light if portfolio.light is not TrafficLight.NO_DATA else None,
        ),
        Kpi("No target", str(len(portfolio.without_target)), f"of {portfolio.partners} partners"),
    )
