"""Pages of the import; included under `/t/<slug:tenant>/`."""

from django.urls import path

from prm.imports.views import batches, mapping, uploading

app_name = "imports"
BATCH = "imports/<uuid:batch_id>/"

urlpatterns = [
    path("imports/", uploading.batch_list, name="batch-list"),
    path("imports/new/", uploading.upload, name="upload"),
    path(BATCH, batches.batch_detail, name="batch-detail"),
    path(f"{BATCH}mapping/", mapping.batch_mapping, name="batch-mapping"),
    path(f"{BATCH}progress/", batches.batch_progress, name="batch-progress"),
    path(f"{BATCH}application/", batches.batch_application, name="batch-application"),
    path(f"{BATCH}undo/", batches.batch_undo, name="batch-undo"),
]
