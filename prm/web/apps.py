"""The web shell: tables, components, error pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "prm.web"
    label = "web"
