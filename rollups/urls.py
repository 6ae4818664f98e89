"""Pages of roll-ups, under /t/<slug>/."""

from django.urls import path

from rollups.views import overview, plans

app_name = "rollups"
urlpatterns = [
    path("overview/", overview.overview_page, name="overview"),
    path("overview/<slug:what>.<slug:kind>", overview.overview_file, name="overview-file"),
    path("overview/plans/", plans.plans_page, name="plans"),
    path("overview/plans/partners/", plans.plans_partners, name="plans-partners"),
    path("overview/plans/<slug:what>.<slug:kind>", plans.plans_file, name="plans-file"),
]
