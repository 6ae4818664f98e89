"""What the vendor and one partner promised each other: the list, and what can be done about each."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from partners.calculations.actions import DueGroup
from partners.enums import ActionSide
from partners.forms import ActionForm, DropForm
from partners.models import Action, Partner
from partners.operations.actions import add_action, change_action, complete_action, drop_action, reopen_action
from partners.queries.actions import actions_of, grouped
from partners.rules import keeps_promises_of
from partners.views.action_rows import ActionRow, rows_of
from partners.views.page import moment_of, partner_or_404, partner_page_context
from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify
from prm.web.ways_back import path_asked_for

SHOWN = 500
SETTLED_SHOWN = 30


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ACTION_VIEW)
def action_list(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponse:
    """The promises of both sides by how soon they are due; POST adds one."""
    partner = partner_or_404(partner_id)
    may_add = request.membership.may(Permission.ACTION_EDIT)
    if request.method == "POST" and not may_add:
        raise Http404
    form = ActionForm(request.POST or None, partner=partner, by=request.membership) if may_add else None
    if form is not None and form.is_bound and form.is_valid() and _add(request, partner, form):
        return redirect("partners:action-list", tenant, partner.pk)
    context = partner_page_context(request, partner, "actions") | _list_context(request, partner) | {"form": form}
    status = 422 if form is not None and form.errors else 200
    return TemplateResponse(request, "partners/action_list.html", context, status=status)


@requires(Permission.ACTION_EDIT)
def action_edit(request: TenantRequest, tenant: str, partner_id: UUID, action_id: UUID) -> HttpResponse:
    """Change a promise."""
    partner = partner_or_404(partner_id)
    action = _action_or_404(partner, action_id)
    if not keeps_promises_of(request.membership, action.side_enum) or action.status_enum.is_settled:
        return redirect("partners:action-list", tenant, partner.pk)
    form = ActionForm(request.POST or None, partner=partner, by=request.membership, action=action)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            change_action(action=action, changes=form.cleaned_data, by=request.membership, at=moment_of(request).at)
            notify(request, "The action was saved.")
            return redirect(path_asked_for(request) or reverse("partners:action-list", args=[tenant, partner.pk]))
    context = partner_page_context(request, partner, "actions") | {
        "form": form,
        "action": action,
        "path": path_asked_for(request),
    }
    return TemplateResponse(request, "partners/action_form.html", context, status=422 if form.errors else 200)


@require_POST
@requires(Permission.ACTION_EDIT)
def action_completion(request: TenantRequest, tenant: str, partner_id: UUID, action_id: UUID) -> HttpResponse:
    """Tick a promise as kept, with a way back in the message."""
    now = moment_of(request)
    return _run(
        request,
        partner_or_404(partner_id),
        action_id,
        lambda action: complete_action(action=action, done_date=now.today, by=request.membership, at=now.at),
        "Done: {title}",
    )


@require_POST
@requires(Permission.ACTION_EDIT)
def action_drop(request: TenantRequest, tenant: str, partner_id: UUID, action_id: UUID) -> HttpResponse:
    """Drop a promise for a reason, with a way back in the message."""
    now, form = moment_of(request), DropForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    return _run(
        request,
        partner_or_404(partner_id),
        action_id,
        lambda action: drop_action(action=action, reason=reason, by=request.membership, at=now.at),
        "Dropped: {title}",
    )


@require_POST
@requires(Permission.ACTION_EDIT)
def action_reopening(request: TenantRequest, tenant: str, partner_id: UUID, action_id: UUID) -> HttpResponse:
    """Take a settled promise up again; this is also what undoes the two above."""
    now = moment_of(request)
    return _run(
        request,
        partner_or_404(partner_id),
        action_id,
        lambda action: reopen_action(action=action, by=request.membership, at=now.at),
        "Open again: {title}",
        undoable=False,
    )


def _add(request: TenantRequest, partner: Partner, form: ActionForm) -> bool:
    fields = dict(form.cleaned_data)
    side = ActionSide(fields.pop("side", ActionSide.PARTNER))
    with refusals_shown_on(form):
        add_action(partner=partner, side=side, by=request.membership, at=moment_of(request).at, **fields)
        notify(request, "The action was added.")
    return not form.errors


def _run(
    request: TenantRequest,
    partner: Partner,
    action_id: UUID,
    change: Callable[[Action], Action],
    sentence: str,
    *,
    undoable: bool = True,
) -> HttpResponse:
    """Make the change and tell of it; a refusal is told instead, and nothing was changed."""
    action = _action_or_404(partner, action_id)
    back = path_asked_for(request)
    own = [request.tenant.slug, partner.pk]
    try:
        with transaction.atomic():
            change(action)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        undo = f"{reverse('partners:action-reopening', args=[*own, action.pk])}?{urlencode({'path': back})}"
        notify(request, sentence.format(title=action.title), undo_url=undo if undoable else "")
    return redirect(back or reverse("partners:action-list", args=own))


def _action_or_404(partner: Partner, action_id: UUID) -> Action:
    return get_object_or_404(Action.objects.select_related("owner", "partner"), pk=action_id, partner=partner)


def _list_context(request: TenantRequest, partner: Partner) -> dict[str, Any]:
    today = moment_of(request).today
    side = request.GET.get("side", "")
    rows = rows_of(actions_of(partner)[:SHOWN], request, today=today)
    wanted = [row for row in rows if side in ("", row.action.side)]
    groups = grouped([row.action for row in wanted], today=today)
    by_group = {group: [row for row in wanted if row.group is group] for group in groups}
    settled = [row for group in (DueGroup.DONE, DueGroup.DROPPED) for row in by_group.pop(group, [])]
    return {
        "groups": by_group.items(),
        "settled": settled[-SETTLED_SHOWN:][::-1],
        "sides": _sides(request, partner, rows),
        "today": today,
    }


def _sides(request: TenantRequest, partner: Partner, rows: list[ActionRow]) -> list[dict[str, Any]]:
    """What the list can be narrowed to, each with how many are open."""
    chosen = request.GET.get("side", "")
    names = {"": "Both", ActionSide.VENDOR.value: request.tenant.name, ActionSide.PARTNER.value: partner.name}
    is_open = [row.action.side for row in rows if not row.action.status_enum.is_settled]
    return [
        {
            "query": f"?side={side}" if side else "?",
            "label": name,
            "is_current": side == chosen,
            "count": is_open.count(side) if side else len(is_open),
        }
        for side, name in names.items()
    ]
