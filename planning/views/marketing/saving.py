"""Keep what is written into a marketing plan: field by field, or a whole form where there is no JavaScript."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from partners.views.page import moment_of
from planning.calculations.marketing.kinds import GoalKind
from planning.forms.marketing import AddTacticForm, typed
from planning.models import MarketingPlan, Tactic
from planning.operations.marketing.clock import count_activity
from planning.operations.marketing.editing import (
    FieldChange,
    FieldConflict,
    Part,
    add_goal,
    add_tactic,
    change_field,
    remove_part,
    return_part,
)
from planning.views.marketing.page import (
    forecast_context,
    part_or_404,
    plan_or_404,
    plan_page,
    quarter_of,
    rows_of,
    step_of,
    step_query,
)
from planning.views.marketing.rows import FieldRow, Problem
from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.htmx import is_fragment
from prm.web.toasts import notify

_BASE = "base-"
_NAME = re.compile(r"(?:(plan)|(goal|tactic)-([0-9a-f-]{36}))-([a-z_]+)")


@dataclass(frozen=True)
class _Sent:
    """One field of the request: of what, which, what it held when it was drawn, and what it is to become."""

    name: str
    kind: str
    key: UUID | None
    field: str
    base: str
    value: str


@require_POST
@requires(Permission.MARKETING_EDIT)
def marketing_fields(request: TenantRequest, tenant: str, partner_id: UUID, marketing_plan_id: UUID) -> HttpResponse:
    """Keep the fields that were changed. A fragment is told of the one field that it sent: 409 with both values when
    somebody was faster, 422 when it cannot be kept."""
    plan = plan_or_404(partner_id, marketing_plan_id)
    sent = list(_sent(request))
    drawn = {row.name: row for row in rows_of(request, plan).fields()}
    if any(each.name not in drawn for each in sent):
        raise Http404
    changed = [each for each in sent if each.value != each.base]
    problems = {each.name: problem for each in changed if (problem := _keep(request, plan, each, drawn[each.name]))}
    plan = plan_or_404(partner_id, marketing_plan_id)
    if is_fragment(request):
        return _fragment(request, plan, sent, problems)
    if problems:
        return plan_page(request, plan, problems=problems)
    return redirect(_address(request, plan))


@require_POST
@requires(Permission.MARKETING_EDIT)
def marketing_presence(request: TenantRequest, tenant: str, partner_id: UUID, marketing_plan_id: UUID) -> HttpResponse:
    """A sign of life while somebody reads and thinks, for the stopwatch."""
    plan = plan_or_404(partner_id, marketing_plan_id)
    count_activity(plan=plan, by=request.membership, at=moment_of(request).at)
    return HttpResponse(status=204)


@require_POST
@requires(Permission.MARKETING_EDIT)
def goal_add(request: TenantRequest, tenant: str, partner_id: UUID, marketing_plan_id: UUID) -> HttpResponse:
    """One more goal, to be put into words."""
    plan = plan_or_404(partner_id, marketing_plan_id)
    fields = {"text": "Another goal", "kind": GoalKind.MGOS}
    try:
        added = add_goal(plan=plan, fields=fields, by=request.membership, at=moment_of(request).at)
    except Refused as refusal:
        return plan_page(request, plan, problem=str(refusal))
    return redirect(f"{_address(request, plan)}#goal-{added.pk}")


@require_POST
@requires(Permission.MARKETING_EDIT)
def tactic_add(request: TenantRequest, tenant: str, partner_id: UUID, marketing_plan_id: UUID) -> HttpResponse:
    """One more tactic of a kind."""
    plan, now = plan_or_404(partner_id, marketing_plan_id), moment_of(request)
    form = AddTacticForm(request.POST)
    if not form.is_valid():
        return plan_page(request, plan, problem=_first_error(form))
    try:
        added = add_tactic(
            plan=plan,
            kind=form.cleaned_data["type"],
            quarter=quarter_of(request, plan),
            today=now.today,
            by=request.membership,
            at=now.at,
        )
    except Refused as refusal:
        return plan_page(request, plan, problem=str(refusal))
    return redirect(f"{_address(request, plan)}#tactic-{added.pk}")


@require_POST
@requires(Permission.MARKETING_EDIT)
def goal_removal(
    request: TenantRequest, tenant: str, partner_id: UUID, marketing_plan_id: UUID, marketing_goal_id: UUID
) -> HttpResponse:
    """Take a goal out of the plan."""
    return _removal(request, plan_or_404(partner_id, marketing_plan_id), "goal", marketing_goal_id)


@require_POST
@requires(Permission.MARKETING_EDIT)
def tactic_removal(
    request: TenantRequest, tenant: str, partner_id: UUID, marketing_plan_id: UUID, tactic_id: UUID
) -> HttpResponse:
    """Take a tactic out of the plan."""
    return _removal(request, plan_or_404(partner_id, marketing_plan_id), "tactic", tactic_id)


def _removal(request: TenantRequest, plan: MarketingPlan, kind: str, key: UUID) -> HttpResponse:
    part = part_or_404(plan, kind, key)
    try:
        remove_part(plan=plan, part=part, by=request.membership, at=moment_of(request).at)
    except Refused as refusal:
        return plan_page(request, plan, problem=str(refusal))
    back = [request.tenant.slug, plan.partner_id, plan.pk, key]
    undo = f"{reverse('planning:marketing-part-return', args=back)}{step_query(request)}"
    notify(request, f"{part} was taken out.", undo_url=undo)
    return redirect(f"{_address(request, plan)}#{kind}s")


@require_POST
@requires(Permission.MARKETING_EDIT)
def part_return(
    request: TenantRequest, tenant: str, partner_id: UUID, marketing_plan_id: UUID, removed_part_id: UUID
) -> HttpResponse:
    """Put a goal or a tactic back into the plan."""
    plan = plan_or_404(partner_id, marketing_plan_id)
    try:
        part = return_part(plan=plan, key=removed_part_id, by=request.membership, at=moment_of(request).at)
    except Refused as refusal:
        return plan_page(request, plan, problem=str(refusal))
    notify(request, f"{part} is back.")
    return redirect(f"{_address(request, plan)}#{'tactics' if isinstance(part, Tactic) else 'goals'}")


def _sent(request: TenantRequest) -> Iterator[_Sent]:
    """Every field of the request that says what it held before."""
    for name, value in request.POST.dict().items():
        base, found = request.POST.get(f"{_BASE}{name}"), _NAME.fullmatch(name)
        if found is None or base is None:
            continue
        plan, kind, key, field = found.groups()
        yield _Sent(name, plan or kind, UUID(key) if key else None, field, base, value)


def _keep(request: TenantRequest, plan: MarketingPlan, sent: _Sent, drawn: FieldRow) -> Problem | None:
    """Keep one field; returns what was wrong with it."""
    part: Part = plan if sent.key is None else part_or_404(plan, sent.kind, sent.key)
    try:
        value = _cleaned(drawn, sent.value)
        with transaction.atomic():
            change_field(
                plan=plan,
                part=part,
                quarter=quarter_of(request, plan),
                sent=FieldChange(sent.field, value, base=_base(drawn, sent.base)),
                by=request.membership,
                at=moment_of(request).at,
            )
    except FieldConflict as conflict:
        return _conflict(request, drawn, conflict, sent.value)
    except Refused as refusal:
        return Problem(str(refusal))
    except ValidationError as error:
        return Problem(" ".join(error.messages))
    return None


def _cleaned(row: FieldRow, raw: str) -> Any:
    return row.bound.field.clean(raw.strip())


def _base(row: FieldRow, raw: str) -> Any:
    """What the person saw, to be compared with what stands: a row that is chosen by its id, all else as it is kept."""
    if isinstance(row.bound.field, forms.TypedChoiceField):
        return UUID(raw) if re.fullmatch(r"[0-9a-f-]{36}", raw) else None
    try:
        return _cleaned(row, raw)
    except ValidationError:
        return None


def _conflict(request: TenantRequest, row: FieldRow, conflict: FieldConflict, mine: str) -> Problem:
    """Both values in words."""
    who = "You, in another tab," if conflict.who == request.membership.display_name else conflict.who
    theirs = typed(conflict.theirs)
    shown, wanted = _in_words(row, theirs), _in_words(row, mine)
    words = f"{who} changed this meanwhile to “{shown}”. You entered “{wanted}”."
    return Problem(words, theirs, shown, mine, wanted)


def _in_words(row: FieldRow, raw: str) -> str:
    choices = dict(getattr(row.bound.field, "choices", ()))
    return str(choices.get(raw, raw)) or "nothing"


def _fragment(
    request: TenantRequest, plan: MarketingPlan, sent: list[_Sent], problems: dict[str, Problem]
) -> HttpResponse:
    """The field's new remark and what it holds now, and the forecast that follows."""
    rows = rows_of(request, plan, problems)
    names = {each.name for each in sent}
    context = forecast_context(request, plan, rows.forecast) | {
        "changed": [row for row in rows.fields() if row.name in names],
        "rows": rows,
        "step": step_of(request),
        "swap": True,
    }
    status = 200
    if problems:
        status = 409 if any(each.theirs is not None for each in problems.values()) else 422
    return TemplateResponse(request, "planning/marketing_saved.html", context, status=status)


def _first_error(form: forms.Form) -> str:
    return " ".join(str(each) for errors in form.errors.values() for each in errors)


def _address(request: TenantRequest, plan: MarketingPlan) -> str:
    address = reverse("planning:marketing-plan", args=[request.tenant.slug, plan.partner_id, plan.pk])
    return f"{address}{step_query(request)}"
