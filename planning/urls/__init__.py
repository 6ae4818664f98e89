"""Pages of planning, under /t/<slug>/; a module for each subject."""

from planning.urls import actuals, agreement, marketing, objectives, plans, rebates, revenue_goals, what_if

app_name = "planning"
urlpatterns = [
    *marketing.urlpatterns,
    *plans.urlpatterns,
    *agreement.urlpatterns,
    *rebates.urlpatterns,
    *revenue_goals.urlpatterns,
    *what_if.urlpatterns,
    *actuals.urlpatterns,
    *objectives.urlpatterns,
]
