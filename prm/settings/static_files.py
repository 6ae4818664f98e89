"""Static files by names with a hash, also where a module imports another: an old page keeps its old modules."""

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]


class HashedFiles(ManifestStaticFilesStorage):
    """Names with a hash, nothing packed."""

    support_js_module_import_aggregation = True


class PackedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Names with a hash, and every file packed beside it."""

    support_js_module_import_aggregation = True
