"""The REST API's common ground."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "prm.api"
    label = "api"

    def ready(self) -> None:
        from prm.api import schema  # noqa: F401, registers how the schema names our authentication
