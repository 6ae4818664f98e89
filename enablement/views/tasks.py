"""Required tasks: asked of a partner or of many, ticked off, changed."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from enablement.enums import TaskKind
from enablement.forms import TaskForm, TaskForManyForm
from enablement.models import RequiredTask
from enablement.operations.tasks import (
    add_task,
    add_task_for_many,
    change_task,
    complete_task,
    remove_task,
    reopen_task,
)
from enablement.views.training import training_context
from partners.models import Partner
from partners.queries.partners import filtered, values_in_use
from partners.views.page import moment_of, partner_or_404, partner_page_context
from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify


@require_POST
@requires(Permission.ENABLEMENT_EDIT)
def task_add(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponse:
    """Ask the partner to do something."""
    partner = partner_or_404(partner_id)
    form = TaskForm(request.POST)
    if form.is_valid():
        with refusals_shown_on(form):
            add_task(partner=partner, fields=form.cleaned_data, by=request.membership, at=moment_of(request).at)
            notify(request, "The task was added.")
            return redirect("enablement:partner-training", tenant, partner.pk)
    context = training_context(request, partner, task_form=form)
    return TemplateResponse(request, "enablement/partner_training.html", context, status=422)


@requires(Permission.ENABLEMENT_EDIT)
def task_edit(request: TenantRequest, tenant: str, partner_id: UUID, task_id: UUID) -> HttpResponse:
    """Change what is asked."""
    partner = partner_or_404(partner_id)
    task = get_object_or_404(RequiredTask.objects.all(), pk=task_id, partner=partner)
    form = TaskForm(request.POST or None, row=task)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            change_task(task=task, changes=form.cleaned_data, by=request.membership, at=moment_of(request).at)
            notify(request, "The task was saved.")
            return redirect("enablement:partner-training", tenant, partner.pk)
    context = partner_page_context(request, partner, "training") | {"form": form, "task": task}
    return TemplateResponse(request, "enablement/task_form.html", context, status=422 if form.errors else 200)


@require_POST
@requires(Permission.ENABLEMENT_EDIT)
def task_completion(request: TenantRequest, tenant: str, partner_id: UUID, task_id: UUID) -> HttpResponse:
    """Tick it as done today, with a way back in the message."""
    now = moment_of(request)
    undo = reverse("enablement:task-reopening", args=[tenant, partner_id, task_id])
    return _run(
        request,
        partner_id,
        task_id,
        lambda task: complete_task(task=task, done_date=now.today, by=request.membership, at=now.at),
        "Done: {name}",
        undo_url=undo,
    )


@require_POST
@requires(Permission.ENABLEMENT_EDIT)
def task_reopening(request: TenantRequest, tenant: str, partner_id: UUID, task_id: UUID) -> HttpResponse:
    """Say that it is not done after all."""
    at = moment_of(request).at
    return _run(
        request,
        partner_id,
        task_id,
        lambda task: reopen_task(task=task, by=request.membership, at=at),
        "Open again: {name}",
    )


@require_POST
@requires(Permission.ENABLEMENT_EDIT)
def task_removal(request: TenantRequest, tenant: str, partner_id: UUID, task_id: UUID) -> HttpResponse:
    """Ask no longer for it."""
    partner = partner_or_404(partner_id)
    task = get_object_or_404(RequiredTask.objects.all(), pk=task_id, partner=partner)
    remove_task(task=task, by=request.membership, at=moment_of(request).at)
    notify(request, f"{task.name} was removed.")
    return redirect("enablement:partner-training", tenant, partner.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ENABLEMENT_EDIT)
def task_for_many(request: TenantRequest, tenant: str) -> HttpResponse:
    """Ask the same of many partners: first it says of how many, then it does so."""
    form = TaskForManyForm(request.POST or None, values=values_in_use("tier", "region", "type"))
    found: list[UUID] | None = None
    if request.method == "POST" and form.is_valid():
        found = list(filtered(Partner.objects.all(), form.chosen()).values_list("pk", flat=True))
        if request.POST.get("sure") and _ask_many(request, form, found):
            return redirect("enablement:task-for-many", tenant)
    context = {"form": form, "found": None if found is None or form.errors else len(found)}
    return TemplateResponse(request, "enablement/task_for_many.html", context, status=422 if form.errors else 200)


def _ask_many(request: TenantRequest, form: TaskForManyForm, partner_ids: list[UUID]) -> bool:
    fields = form.task()
    fields["kind"] = TaskKind(fields["kind"])
    with refusals_shown_on(form):
        asked = add_task_for_many(partner_ids=partner_ids, by=request.membership, at=moment_of(request).at, **fields)
        notify(request, f"{asked} partner{'' if asked == 1 else 's'} got the task “{fields['name']}”.")
    return not form.errors


def _run(
    request: TenantRequest,
    partner_id: UUID,
    task_id: UUID,
    change: Callable[[RequiredTask], RequiredTask],
    sentence: str,
    *,
    undo_url: str = "",
) -> HttpResponse:
    """Make the change and tell of it; a refusal is told instead, and nothing was changed."""
    partner = partner_or_404(partner_id)
    task = get_object_or_404(RequiredTask.objects.all(), pk=task_id, partner=partner)
    try:
        with transaction.atomic():
            change(task)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        notify(request, sentence.format(name=task.name), undo_url=undo_url)
    return redirect("enablement:partner-training", request.tenant.slug, partner.pk)
