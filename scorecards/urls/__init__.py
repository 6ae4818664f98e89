"""Pages of scorecards, under /t/<slug>/; a module for each subject."""

from scorecards.urls import (
    assessments,
    bulk_targets,
    bundles,
    capabilities,
    metrics,
    peers,
    performance,
    question_sets,
    ranks,
)

app_name = "scorecards"
urlpatterns = [
    *performance.urlpatterns,
    *metrics.urlpatterns,
    *bundles.urlpatterns,
    *assessments.urlpatterns,
    *capabilities.urlpatterns,
    *question_sets.urlpatterns,
    *peers.urlpatterns,
    *ranks.urlpatterns,
    *bulk_targets.urlpatterns,
]
