"""The second step: which column becomes which field."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from prm.imports.files import local_copy, preview
from prm.imports.forms import LayoutForm, MappingForm, saved_mappings
from prm.imports.mapping.guessing import known_names
from prm.imports.mapping.parsing import parse_layout
from prm.imports.mapping.rules import MappingError
from prm.imports.models import BatchStatus, ImportBatch, ImportMapping
from prm.imports.operations.requesting import CHECKABLE, request_check, save_mapping
from prm.imports.operations.uploading import guessed_fields
from prm.imports.preparing import complete_mapping
from prm.imports.reading.failures import UnreadableFile
from prm.imports.reading.sources import Source
from prm.imports.targets import ImportTarget
from prm.imports.views.batches import batch_or_404, target_or_404
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on

SHOWN_ROWS = 8


@requires(Permission.IMPORT_RUN)
def batch_mapping(request: TenantRequest, tenant: str, batch_id: UUID) -> HttpResponse:
    """Show the first rows and map their columns; the three buttons read anew, take a saved mapping, or check."""
    batch = batch_or_404(batch_id)
    target = target_or_404(batch)
    if batch.state not in CHECKABLE:
        return redirect("imports:batch-detail", tenant, batch.pk)
    wanted = request.POST.get("action", "") if request.method == "POST" else ""
    try:
        if wanted == "use":
            return _use_saved(request, batch, target)
        with local_copy(batch) as path:
            if wanted == "read":
                _read_anew(request, batch)
            layout = parse_layout(batch.mapping.get("file", {}))
            with preview(path, layout=layout, known=known_names(target.fields)) as source:
                if wanted == "read":
                    batch.mapping = {**batch.mapping, "fields": guessed_fields(source, target)}
                    batch.save(update_fields=["mapping"])
                    return redirect("imports:batch-mapping", tenant, batch.pk)
                return _map(request, batch, target, source)
    except (UnreadableFile, MappingError) as error:
        return _page(request, batch, target, {"trouble": str(error), "layout": LayoutForm(initial=_said(batch))})


def _map(request: TenantRequest, batch: ImportBatch, target: ImportTarget, source: Source) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = MappingForm(data, target=target, source=source, document=batch.mapping)
    if form.is_valid():
        with refusals_shown_on(form):
            if _accept(request, batch, target, form):
                return redirect("imports:batch-detail", request.tenant.slug, batch.pk)
    layout = LayoutForm(initial=_said(batch), sheets=source.sheets)
    return _page(request, batch, target, {"form": form, "source": source, "layout": layout})


def _accept(request: TenantRequest, batch: ImportBatch, target: ImportTarget, form: MappingForm) -> bool:
    """Have the file checked under the mapping of the form; False when the form says why it cannot be."""
    document = {**batch.mapping, "target": target.key, "fields": form.document_fields()}
    try:
        complete_mapping(target, document)
    except MappingError as error:
        form.add_error(None, str(error))
        return False
    at, name = timezone.now(), form.cleaned_data["name"].strip()
    if name:
        save_mapping(target=target.key, name=name, document=document, by=request.membership, at=at)
    request_check(batch=batch, document=document, mapping_name=name, by=request.membership, at=at)
    return True


def _read_anew(request: TenantRequest, batch: ImportBatch) -> None:
    """Take over how the file is to be read. A sheet's name is checked by whoever reads the workbook."""
    form = LayoutForm(request.POST, sheets=[request.POST.get("sheet", ""), ""])
    if form.is_valid():
        batch.mapping = {**batch.mapping, "file": form.document()}


def _use_saved(request: TenantRequest, batch: ImportBatch, target: ImportTarget) -> HttpResponse:
    saved = get_object_or_404(ImportMapping, target=target.key, pk=_uuid_or_none(request.POST.get("saved", "")))
    ImportBatch.objects.filter(pk=batch.pk).update(mapping=saved.document, mapping_name=saved.name)
    return redirect("imports:batch-mapping", request.tenant.slug, batch.pk)


def _uuid_or_none(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _said(batch: ImportBatch) -> dict[str, str]:
    return LayoutForm.initial_from(batch.mapping.get("file", {}))


def _page(
    request: TenantRequest, batch: ImportBatch, target: ImportTarget, context: dict[str, Any]
) -> TemplateResponse:
    source: Source | None = context.get("source")
    form = context.get("form")
    context |= {
        "batch": batch,
        "target": target,
        "saved": saved_mappings(target),
        "top": source.top[:SHOWN_ROWS] if source else [],
        "questions": batch.questions,
        "same_file": _applied_before(batch),
    }
    status = 422 if context.get("trouble") or (form is not None and form.errors) else 200
    return TemplateResponse(request, "imports/batch_mapping.html", context, status=status)


def _applied_before(batch: ImportBatch) -> ImportBatch | None:
    """The latest import of this very file into this target that is still applied."""
    same = ImportBatch.objects.filter(target=batch.target, sha256=batch.sha256, status=BatchStatus.APPLIED)
    return same.exclude(pk=batch.pk).order_by("-applied_at").first()
