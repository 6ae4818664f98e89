"""One import: what its check found, how far it is, what it did, and the way back."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from prm.imports.models import BatchStatus, ImportBatch
from prm.imports.operations.requesting import NotNow, request_application, request_undo
from prm.imports.targets import ImportTarget, get_target
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.htmx import go_to
from prm.web.toasts import notify

RUNNING = {
    BatchStatus.CHECKING: "Checking every row",
    BatchStatus.APPLYING: "Importing the rows",
    BatchStatus.UNDOING: "Taking the import back",
}
TONES = {
    BatchStatus.UPLOADED: ("none", "document-arrow-up"),
    BatchStatus.CHECKED: ("info", "clipboard-document-check"),
    BatchStatus.APPLIED: ("good", "check-circle"),
    BatchStatus.UNDONE: ("none", "arrow-uturn-left"),
    BatchStatus.FAILED: ("bad", "exclamation-circle"),
}
SHOWN_PROBLEMS = 200


def batch_or_404(batch_id: UUID) -> ImportBatch:
    """The import, if it is this tenant's."""
    return get_object_or_404(ImportBatch.objects.select_related("file", "rejected_file", "created_by"), pk=batch_id)


def target_or_404(batch: ImportBatch) -> ImportTarget:
    """What the import brings. A target that no app offers any more is not there."""
    target = get_target(batch.target)
    if target is None:
        raise Http404
    return target


@require_safe
@requires(Permission.IMPORT_RUN)
def batch_detail(request: TenantRequest, tenant: str, batch_id: UUID) -> HttpResponse:
    """The import in whatever state it is."""
    batch = batch_or_404(batch_id)
    if batch.state is BatchStatus.UPLOADED:
        return redirect("imports:batch-mapping", tenant, batch.pk)
    context = {
        "batch": batch,
        "target": target_or_404(batch),
        "running": RUNNING.get(batch.state),
        "problems": batch.problems[:SHOWN_PROBLEMS],
        "good": batch.created + batch.updated,
        "tone": TONES.get(batch.state, ("info", "arrow-path")),
    }
    return TemplateResponse(request, "imports/batch_detail.html", context)


@require_safe
@requires(Permission.IMPORT_RUN)
def batch_progress(request: TenantRequest, tenant: str, batch_id: UUID) -> HttpResponse:
    """The progress alone, asked for once a second; sends on to the page when there is something to see."""
    batch = batch_or_404(batch_id)
    running = RUNNING.get(batch.state)
    if running is None:
        return go_to(reverse("imports:batch-detail", args=[tenant, batch.pk]))
    return TemplateResponse(request, "imports/batch_detail.html#progress", {"batch": batch, "running": running})


@require_POST
@requires(Permission.IMPORT_RUN)
def batch_application(request: TenantRequest, tenant: str, batch_id: UUID) -> HttpResponse:
    """Import the good rows."""
    batch = batch_or_404(batch_id)
    try:
        request_application(batch=batch, by=request.membership, at=timezone.now())
    except NotNow as refusal:
        notify(request, str(refusal))
    return redirect("imports:batch-detail", tenant, batch.pk)


@require_POST
@requires(Permission.IMPORT_RUN)
def batch_undo(request: TenantRequest, tenant: str, batch_id: UUID) -> HttpResponse:
    """Take an import back."""
    batch = batch_or_404(batch_id)
    try:
        request_undo(batch=batch, by=request.membership, at=timezone.now())
    except NotNow as refusal:
        notify(request, str(refusal))
    return redirect("imports:batch-detail", tenant, batch.pk)
