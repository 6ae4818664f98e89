"""Everything that the page of a revenue goal shows, for the whole page and for the parts that follow typing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import reverse

from partners.views.page import moment_of
from planning.calculations.revenue_goals.goal import figure
from planning.calculations.revenue_goals.prefill import tell
from planning.documents.revenue_goals.presentation import UNREACHABLE, count, quarters_chart, rhythm, why_not
from planning.enums import Case
from planning.forms.revenue_goals import (
    GoalForm,
    SegmentForm,
    amount_text,
    goal_texts,
    segment_texts,
    whose_choices,
    whose_of,
    with_current,
)
from planning.models import RevenueGoal, RevenueSegment
from planning.queries.revenue_goals.goals import GoalResult, result_of
from planning.queries.revenue_goals.progress import GoalProgress, progress_of
from planning.queries.revenue_goals.segment_history import histories
from planning.views.revenue_goals.entries import Answered, Entry, entry
from planning.views.revenue_goals.rows import case_rows, findings, measures, measures_by_segment
from planning.views.revenue_goals.worksheet_rows import segment_card
from prm.documents.formats import whole_money
from prm.documents.specs import Kpi
from prm.kernel import money
from prm.kernel.status import Thresholds, TrafficLight
from prm.people.http import TenantRequest
from prm.people.permissions import Permission
from prm.tenancy.models import Tenant
from sales.queries.bookings import data_date


@dataclass(frozen=True)
class CaseLink:
    """One of the three cases as a tab."""

    label: str
    url: str
    is_current: bool


def page_context(
    request: TenantRequest, goal: RevenueGoal, case: Case, *, answered: Answered | None = None
) -> dict[str, Any]:
    """The whole page. As many queries for one segment as for ten."""
    now, currency = moment_of(request), request.tenant.currency
    result = result_of(goal)
    known = data_date(today=now.today)
    standing = progress_of(result, case, tenant=request.tenant, as_of=known)
    return {
        "goal": goal,
        "case": case,
        "cases": _links(request, goal, case),
        "labels": [each.label for each in Case],
        "may_edit": request.membership.may(Permission.REVENUE_GOAL_EDIT),
        "head": _head(request.tenant, goal, answered),
        "cards": _cards(result, answered, as_of=known, currency=currency),
        "add_form": SegmentForm(initial={"share_percent": "50"}),
        **_results(result, standing, case, tenant=request.tenant),
        "as_of": known,
        "currency": currency,
    }


def return_address(request: TenantRequest, key: UUID) -> str:
    """Where a POST brings back the goal or segment of this id."""
    return reverse("planning:revenue-goal-return", args=[request.tenant.slug, key])


def _results(result: GoalResult, standing: GoalProgress, case: Case, *, tenant: Tenant) -> dict[str, Any]:
    currency = tenant.currency
    thresholds = Thresholds(Decimal(tenant.green_from_percent), Decimal(tenant.yellow_from_percent))
    return {
        "result": result,
        "kpis": _kpis(result, standing, case, currency, thresholds),
        "findings": findings(result, case),
        "case_rows": case_rows(result, currency=currency),
        "standing": standing,
        "measures": measures(standing, currency=currency, thresholds=thresholds),
        "by_segment": measures_by_segment(standing, currency=currency, thresholds=thresholds),
        "charts": [
            quarters_chart(standing.mgos, id="goal-mgos", title="MGOs by quarter"),
            quarters_chart(
                standing.revenue, id="goal-revenue", title="Revenue from marketing by quarter", currency=currency
            ),
        ],
    }


def _cards(result: GoalResult, answered: Answered | None, *, as_of: date, currency: str) -> list[dict[str, Any]]:
    told = histories([each.segment for each in result.segments], as_of=as_of)
    offered, cards = whose_choices(), []
    for each in result.segments:
        of_this = answered if answered and answered.segment_id == each.segment.pk else None
        card = segment_card(each, tell(told[each.segment.pk]), currency=currency, answered=of_this)
        cards.append({"card": card, "head": _segment_head(each.segment, of_this, offered)})
    return cards


def _head(tenant: Tenant, goal: RevenueGoal, answered: Answered | None) -> list[Entry]:
    of_this = answered if answered and answered.segment_id is None else None
    years = GoalForm(this_year=goal.fiscal_year, currency=tenant.currency, goal=goal).fields["fiscal_year"]
    labels = {
        "name": "Name",
        "fiscal_year": "Fiscal year",
        "amount": f"Revenue goal, {tenant.currency}",
        "sourced_percent": "From marketing, %",
    }
    choices = {"fiscal_year": years.choices}  # type: ignore[attr-defined]
    return [
        entry(goal.pk, name, labels[name], text, answered=of_this, choices=choices.get(name, ()))
        for name, text in goal_texts(goal).items()
    ]


def _segment_head(segment: RevenueSegment, answered: Answered | None, offered: list[tuple[str, str]]) -> list[Entry]:
    labels = {"name": "Segment", "share_percent": "Share of the goal, %", "whose": "Partners"}
    choices = {"whose": with_current(offered, whose_of(segment))}
    return [
        entry(segment.pk, name, labels[name], text, answered=answered, choices=choices.get(name, ()))
        for name, text in segment_texts(segment).items()
    ]


def _links(request: TenantRequest, goal: RevenueGoal, current: Case) -> list[CaseLink]:
    address = reverse("planning:revenue-goal", args=[request.tenant.slug, goal.pk])
    return [CaseLink(each.label, f"{address}?case={each}", each is current) for each in Case]


def _kpis(result: GoalResult, standing: GoalProgress, case: Case, currency: str, thresholds: Thresholds) -> list[Kpi]:
    goal, needed = result.goal, result.cases[case].needed
    whole, cash = money.compact(goal.amount, currency), whole_money(currency)
    share = f"{amount_text(goal.sourced_percent)}% of {whole} in {goal.year_label}"
    to_bring = Kpi("To bring from marketing", cash.short(figure(result.sourced, 2)), share)
    if needed.is_reachable:
        mgos = Kpi("MGOs needed", count(needed.mgos), rhythm(needed.mgos))
    else:
        mgos = Kpi("MGOs needed", UNREACHABLE, why_not(needed), TrafficLight.NO_DATA)
    mgo, sold = standing.mgos, standing.revenue
    return [
        to_bring,
        mgos,
        Kpi("MGOs to date", money.number(mgo.live), _of(mgo.needed_to_date, money.number), mgo.light(thresholds)),
        Kpi("Won from marketing", cash.short(sold.live), _of(sold.needed_to_date, cash.short), sold.light(thresholds)),
    ]


def _of(needed: int | None, write: Callable[[Decimal], str]) -> str:
    return "What is needed cannot be told" if needed is None else f"of {write(Decimal(needed))} needed by now"
