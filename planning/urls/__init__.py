"""Pages of planning, under /t/<slug>/; a module for each subject."""

from planning.urls import plans, rebates, revenue_goals

app_name = "planning"
urlpatterns = [
    *plans.urlpatterns,
    *rebates.urlpatterns,
    *revenue_goals.urlpatterns,
]
