"""Routes of enablement; included under `/api/v1/<slug:tenant>/`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
