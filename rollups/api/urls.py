"""Routes of roll-ups; included under `/api/v1/<slug:tenant>/`."""

from django.urls import path

from rollups.api import views

urlpatterns = [
    path("overview/", views.OverviewRoute.as_view(), name="api-overview"),
    path("quota-windows/", views.QuotaWindowsRoute.as_view(), name="api-quota-windows"),
]
