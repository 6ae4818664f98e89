"""Pages of enablement, under /t/<slug>/."""

from django.urls import URLPattern

app_name = "enablement"
urlpatterns: list[URLPattern] = []
