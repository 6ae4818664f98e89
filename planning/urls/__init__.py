"""Pages of planning, under /t/<slug>/; a module for each subject."""

from planning.urls import plans

app_name = "planning"
urlpatterns = [
    *plans.urlpatterns,
]
