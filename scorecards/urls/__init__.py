"""Pages of scorecards, under /t/<slug>/; a module for each subject."""

from scorecards.urls import assessments, bundles, performance

app_name = "scorecards"
urlpatterns = [
    *performance.urlpatterns,
    *bundles.urlpatterns,
    *assessments.urlpatterns,
]
