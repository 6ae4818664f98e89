"""The list of imports, and the first step: a file."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from prm.imports.forms import UploadForm
from prm.imports.models import BatchStatus, ImportBatch
from prm.imports.operations.uploading import upload_file
from prm.imports.reading.failures import UnreadableFile
from prm.imports.targets import get_target, targets
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.tables import Column, Filter, TableSpec, read_table

BATCHES = TableSpec(
    key="imports",
    title="Imports",
    columns=(
        Column("created_at", "When", sort="created_at"),
        Column("filename", "File", sort="filename"),
        Column("target", "Into", sort="target"),
        Column("status", "State", sort="status"),
    ),
    filters=(
        Filter("target", "Into", lambda _request: [(target.key, target.label) for target in targets()]),
        Filter("status", "State", [(status.value, status.label) for status in BatchStatus]),
    ),
    search=("filename",),
    search_label="File name",
    default_sort="-created_at",
    noun="import",
    nouns="imports",
)


@requires(Permission.IMPORT_RUN)
def batch_list(request: TenantRequest, tenant: str) -> HttpResponse:
    """All imports, the latest first."""
    table = read_table(BATCHES, request, ImportBatch.objects.select_related("created_by"))
    return table.respond("imports/batch_list.html", {"labels": {each.key: each.label for each in targets()}})


@requires(Permission.IMPORT_RUN)
def upload(request: TenantRequest, tenant: str) -> HttpResponse:
    """Choose what a file holds, and hand it over."""
    form = UploadForm(request.POST or None, request.FILES or None, initial={"target": request.GET.get("target")})
    if request.method == "POST" and form.is_valid():
        target = get_target(form.cleaned_data["target"])
        file = form.cleaned_data["file"]
        try:
            if target is not None:
                batch = upload_file(
                    target=target,
                    content=file.read(),
                    filename=file.name,
                    by=request.membership,
                    at=timezone.now(),
                )
                return redirect("imports:batch-mapping", tenant, batch.pk)
        except UnreadableFile as error:
            form.add_error("file", str(error))
    context = {
        "form": form,
        "targets": targets(),
        "most_rows": settings.IMPORT_MAX_ROWS,
        "most_megabytes": settings.IMPORT_MAX_UPLOAD_BYTES // 1_048_576,
    }
    return TemplateResponse(request, "imports/upload.html", context, status=422 if form.errors else 200)
