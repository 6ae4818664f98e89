"""Revenue goals: the list, a new one, one of them with everything it takes, and its workbook."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partners.views.page import moment_of
from planning.documents.revenue_goals.presentation import UNREACHABLE, count
from planning.documents.revenue_goals.sheet import (
    CaseColumn,
    SegmentColumn,
    SheetColumn,
    quarters_table,
    result_table,
    segments_table,
    worksheets_table,
)
from planning.enums import Case
from planning.forms.revenue_goals import GoalForm
from planning.models import RevenueGoal
from planning.operations.revenue_goals.goals import create_goal, remove_goal, return_work
from planning.queries.revenue_goals.goals import GoalResult, goals_in_order, result_of, results_of
from planning.queries.revenue_goals.progress import GoalProgress, standings_of
from planning.views.revenue_goals.page import page_context, return_address
from planning.views.revenue_goals.rows import case_of
from prm.documents import sheet
from prm.kernel.fiscal import FiscalCalendar
from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on, words_of
from prm.web.tables.export import EXPORTS
from prm.web.toasts import notify
from sales.queries.bookings import data_date


@dataclass(frozen=True)
class GoalLine:
    """A goal as the list shows it."""

    result: GoalResult

    @property
    def mgos(self) -> str:
        """The MGOs that the base case needs in the year."""
        needed = self.result.cases[Case.BASE].needed
        return count(needed.mgos) if needed.is_reachable else UNREACHABLE


@require_safe
@requires(Permission.REVENUE_GOAL_VIEW)
def goal_list(request: TenantRequest, tenant: str) -> HttpResponse:
    """Every goal with what the base case needs. Three queries, whatever their number."""
    found = [GoalLine(each) for each in results_of(list(goals_in_order()))]
    context = {"goals": found, "may_edit": request.membership.may(Permission.REVENUE_GOAL_EDIT)}
    return TemplateResponse(request, "planning/revenue_goal_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.REVENUE_GOAL_EDIT)
def goal_create(request: TenantRequest, tenant: str) -> HttpResponse:
    """A goal with one segment of all partners, its worksheets filled from the tenant's own records."""
    now = moment_of(request)
    this_year = FiscalCalendar(request.tenant.fiscal_year_start_month).year_of(now.today)
    initial = {"name": "Channel goal", "fiscal_year": this_year + 1, "sourced_percent": "100"}
    form = GoalForm(request.POST or None, initial=initial, this_year=this_year, currency=request.tenant.currency)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            known = data_date(today=now.today)
            goal = create_goal(fields=form.cleaned_data, as_of=known, by=request.membership, at=now.at)
            notify(request, f"{goal.name} was set. Its worksheets begin with what your data says.")
            return redirect("planning:revenue-goal", tenant, goal.pk)
    return TemplateResponse(
        request, "planning/revenue_goal_create.html", {"form": form}, status=422 if form.errors else 200
    )


@require_safe
@requires(Permission.REVENUE_GOAL_VIEW)
def goal_detail(request: TenantRequest, tenant: str, revenue_goal_id: UUID) -> HttpResponse:
    """What a goal takes in three cases, what stands against it, and its worksheets; `case` chooses what is compared."""
    goal = get_object_or_404(RevenueGoal, pk=revenue_goal_id)
    case = case_of(request.GET.get("case", ""))
    return TemplateResponse(request, "planning/revenue_goal.html", page_context(request, goal, case))


@require_POST
@requires(Permission.REVENUE_GOAL_EDIT)
def goal_removal(request: TenantRequest, tenant: str, revenue_goal_id: UUID) -> HttpResponse:
    """Take a goal away; the message offers the way back."""
    goal = get_object_or_404(RevenueGoal, pk=revenue_goal_id)
    remove_goal(goal=goal, by=request.membership, at=moment_of(request).at)
    notify(request, f"{goal.name} was removed.", undo_url=return_address(request, goal.pk))
    return redirect("planning:revenue-goal-list", tenant)


@require_POST
@requires(Permission.REVENUE_GOAL_EDIT)
def goal_return(request: TenantRequest, tenant: str, removed_work_id: UUID) -> HttpResponse:
    """Bring back a goal or a segment that was removed."""
    try:
        goal = return_work(key=removed_work_id, by=request.membership, at=moment_of(request).at)
    except (Refused, ValidationError) as refusal:
        messages.error(request, words_of(refusal))
        return redirect("planning:revenue-goal-list", tenant)
    notify(request, f"{goal.name} is as it was.")
    return redirect("planning:revenue-goal", tenant, goal.pk)


@require_safe
@requires(Permission.REVENUE_GOAL_VIEW)
def goal_file(request: TenantRequest, tenant: str, revenue_goal_id: UUID) -> HttpResponse:
    """The goal as a workbook: results by case, worksheets, and the chosen case by quarter."""
    goal = get_object_or_404(RevenueGoal, pk=revenue_goal_id)
    result, case = result_of(goal), case_of(request.GET.get("case", ""))
    body = sheet.write_xlsx(*_tables(request, result, case))
    response = HttpResponse(body, content_type=EXPORTS["xlsx"])
    response.headers["Content-Disposition"] = f'attachment; filename="{slugify(goal.name) or "goal"}.xlsx"'
    return response


def _tables(request: TenantRequest, result: GoalResult, case: Case) -> list[Any]:
    currency, today = request.tenant.currency, moment_of(request).today
    standings = standings_of(result, tenant=request.tenant, as_of=data_date(today=today))
    standing = standings[case]
    columns = [CaseColumn(each.case.label, each.outcome, each.needed) for each in result.cases.values()]
    sheets = [
        SheetColumn(
            segment=each.segment.name,
            whom=each.segment.whom,
            share_percent=each.segment.share_percent,
            case=CaseColumn(found.case.label, found.outcome, found.needed),
            lines=found.sheet.lines(),
        )
        for each in result.segments
        for found in each.sheets.values()
    ]
    measured = [
        ("MGOs", standing.mgos),
        ("Opportunities", standing.opportunities),
        (f"Won from marketing, {currency}", standing.revenue),
        (f"All won deals, {currency}", standing.all_won),
    ]
    return [
        result_table(columns, title=f"{result.goal.name} {result.goal.year_label}", currency=currency),
        worksheets_table(sheets, currency=currency),
        quarters_table(measured, title=f"By quarter, {case.label.lower()}"),
        segments_table(_segments(standings), currency=currency),
    ]


def _segments(standings: Mapping[Case, GoalProgress]) -> list[SegmentColumn]:
    """Every segment in every case, a segment's cases together."""
    found = [
        SegmentColumn(one.segment.name, case.label, (one.mgos, one.opportunities, one.revenue))
        for case, standing in standings.items()
        for one in standing.segments
    ]
    names = list(dict.fromkeys(each.segment for each in found))
    return sorted(found, key=lambda each: names.index(each.segment))
