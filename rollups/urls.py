"""Pages of roll-ups, under /t/<slug>/."""

from django.urls import path

from rollups.views import overview

app_name = "rollups"
urlpatterns = [
    path("overview/", overview.overview_page, name="overview"),
    path("overview/<slug:what>.<slug:kind>", overview.overview_file, name="overview-file"),
]
