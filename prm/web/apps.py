"""The web shell: tables, components, error pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "prm.web"
    label = "web"

    def ready(self) -> None:
        from prm.web.entries import register_entries

        register_entries()
