"""Write a plan: in ten steps, or all on one page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from partners.views.page import moment_of
from planning.calculations.plans.warnings import PlanWarning, warnings_of
from planning.enums import CostSharing, RowKind
from planning.models import BusinessPlan
from planning.operations.plans.fields import FieldConflict, save_field
from planning.operations.plans.saving import may_edit_costs
from planning.queries.plans.assumptions import assumptions_of
from planning.views.plans.cards import Card, cards_of, rows_of
from planning.views.plans.fields import Drawing, FieldRow
from planning.views.plans.figures import summary_of
from planning.views.plans.page import get_plan_or_404, plan_page
from planning.views.plans.steps import STEPS, Step, step_of_kind
from prm.kernel.fiscal import FiscalCalendar
from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from sales.models import Product


@dataclass(frozen=True, slots=True)
class Section:
    """A step with its cards. `hidden` are costs that the reader may not know."""

    step: Step
    cards: tuple[Card, ...]
    is_hidden: bool = False
    is_locked: bool = False

    @property
    def may_add(self) -> bool:
        return self.step.adds and not self.is_hidden and not self.is_locked


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PLAN_EDIT)
def plan_step(request: TenantRequest, tenant: str, plan_id: UUID, number: int) -> HttpResponse:
    """One of the ten steps. Sent as a form, it keeps what was changed and goes on."""
    plan = get_plan_or_404(plan_id)
    if not plan.state_enum.is_open:
        return redirect("planning:plan-detail", tenant, plan.pk)
    if not 1 <= number <= len(STEPS):
        raise Http404
    step = STEPS[number - 1]
    problems = _posted(request, plan, [section_of(request, plan, step)])
    if problems is not None and not problems:
        return redirect("planning:plan-step", tenant, plan.pk, min(number + 1, len(STEPS)))
    plan = get_plan_or_404(plan_id)
    context = editing_page(request, plan) | {
        "step": step,
        "section": with_problems(section_of(request, plan, step), problems or {}, request.POST),
        "previous_url": _step_url(request, plan, number - 1),
        "next_url": _step_url(request, plan, number + 1),
        "back": number,
    }
    if step.key == "check":
        context |= {"warnings": located_warnings(request, plan)}
    return TemplateResponse(request, "planning/plan_step.html", context, status=422 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PLAN_EDIT)
def plan_whole(request: TenantRequest, tenant: str, plan_id: UUID) -> HttpResponse:
    """Everything on one page. Sent as a form, it keeps what was changed."""
    plan = get_plan_or_404(plan_id)
    if not plan.state_enum.is_open:
        return redirect("planning:plan-detail", tenant, plan.pk)
    problems = _posted(request, plan, whole(request, plan))
    if problems is not None and not problems:
        return redirect("planning:plan-whole", tenant, plan.pk)
    plan = get_plan_or_404(plan_id)
    sections = [with_problems(section, problems or {}, request.POST) for section in whole(request, plan)]
    context = editing_page(request, plan) | {"sections": sections, "back": "all"}
    return TemplateResponse(request, "planning/plan_whole.html", context, status=422 if problems else 200)


def drawing_of(request: TenantRequest, plan: BusinessPlan) -> Drawing:
    """What all fields of this request's page have in common."""
    return Drawing(plan, request.tenant.slug, FiscalCalendar(request.tenant.fiscal_year_start_month))


def section_of(request: TenantRequest, plan: BusinessPlan, step: Step | None, kind: RowKind | None = None) -> Section:
    """The cards of a step, or of a kind of rows with all their fields."""
    shown = step or step_of_kind(kind or RowKind.LINES)
    wanted = shown.kind
    if wanted is None:
        return Section(shown, ())
    locked = wanted.is_cost and not may_edit_costs(plan, request.membership)
    if wanted.is_cost and not _reads_costs(request, plan):
        return Section(shown, (), is_hidden=True, is_locked=True)
    cards = cards_of(drawing_of(request, plan), wanted, step, locked=locked)
    return Section(shown, tuple(cards), is_locked=locked)


def whole(request: TenantRequest, plan: BusinessPlan) -> list[Section]:
    """Every part of the plan once: head and goals, lines with all of theirs, people, costs, money."""
    head = [section_of(request, plan, step) for step in STEPS[:2]]
    kinds = (RowKind.LINES, RowKind.PEOPLE, RowKind.COSTS)
    return [*head, *(section_of(request, plan, None, kind) for kind in kinds), section_of(request, plan, STEPS[8])]


def editing_page(request: TenantRequest, plan: BusinessPlan) -> dict[str, Any]:
    """What both ways of editing need besides their sections."""
    member = request.membership
    return plan_page(request, plan, "planning:plan-detail") | {
        "steps": STEPS,
        "summary": summary_of(plan),
        "families": sorted(set(Product.objects.exclude(family="").values_list("family", flat=True).distinct())),
        "asks_sharing": member.role_enum.is_partner and plan.sharing is CostSharing.PRIVATE,
        "tells_example": plan.sharing is CostSharing.EXAMPLE,
        "sharing": plan.cost_sharing,
        "sharing_choices": [(each.value, _SHOWN[each]) for each in _SHOWN],
        "may_edit_costs": may_edit_costs(plan, member),
    }


_SHOWN = {
    CostSharing.PRIVATE: "Nobody: they stay with us",
    CostSharing.RESULTS: "They see our profit, not what it is made of",
    CostSharing.LINES: "They see every cost line",
}


def located_warnings(request: TenantRequest, plan: BusinessPlan) -> list[tuple[PlanWarning, str, str]]:
    """All warnings of the plan, each with the name of its row and the page where it is mended."""
    names = {str(line.pk): line.name for line in rows_of(plan, RowKind.LINES)}
    return [
        (warning, names.get(warning.row, ""), _place_of(request, plan, warning))
        for warning in warnings_of(assumptions_of(plan))
    ]


def _place_of(request: TenantRequest, plan: BusinessPlan, warning: PlanWarning) -> str:
    parts = {"lines": 3, "people": 7, "money": 9}
    if warning.row in parts:
        return _step_url(request, plan, parts[warning.row])
    field = warning.field
    number = 4 if field.endswith("units") else 6 if field.startswith(("project", "managed")) else 5
    return f"{_step_url(request, plan, number)}#row-{warning.row}"


def _reads_costs(request: TenantRequest, plan: BusinessPlan) -> bool:
    return request.membership.role_enum.is_partner or plan.sharing.shows_lines


def _step_url(request: TenantRequest, plan: BusinessPlan, number: int) -> str:
    if not 1 <= number <= len(STEPS):
        return ""
    return reverse("planning:plan-step", args=[request.tenant.slug, plan.pk, number])


def _posted(request: TenantRequest, plan: BusinessPlan, sections: Iterable[Section]) -> dict[str, str] | None:
    """What was wrong with the form that was sent, by field; None when none was sent."""
    if request.method != "POST":
        return None
    problems: dict[str, str] = {}
    at = moment_of(request).at
    for section in sections:
        rows = {str(row.pk): row for row in rows_of(plan, section.step.kind)} if section.step.kind else {}
        for card in section.cards:
            for field in card.everything():
                text = request.POST.get(field.name)
                if text is None or text == field.text or field.is_locked:
                    continue
                name = field.id.removeprefix(f"{card.id}-")
                if words := _kept(request, plan, rows[card.id], name, text, field, at=at):
                    problems[field.id] = words
    return problems


def _kept(
    request: TenantRequest, plan: BusinessPlan, row: Any, name: str, text: str, field: FieldRow, *, at: Any
) -> str:
    sent = request.POST.get(f"r-{field.id}", "")
    revision = int(sent) if sent.isdecimal() and len(sent) < 10 else None
    try:
        save_field(plan=plan, row=row, field=name, text=text, revision=revision, by=request.membership, at=at)
    except (FieldConflict, Refused) as refusal:
        return str(refusal)
    except ValidationError as problem:
        return " ".join(problem.messages)
    return ""


def with_problems(section: Section, problems: Mapping[str, str], sent: Mapping[str, str]) -> Section:
    """The section with words beside what was refused, months too, each holding what was `sent`."""
    if not problems:
        return section

    def told(field: FieldRow) -> FieldRow:
        words = problems.get(field.id, "")
        return replace(field, problem=words, text=sent.get(field.name, field.text)) if words else field

    return replace(section, cards=tuple(card.each(told) for card in section.cards))
