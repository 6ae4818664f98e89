"""Pages of programs, under /t/<slug>/."""

from django.urls import URLPattern

app_name = "programs"
urlpatterns: list[URLPattern] = []
