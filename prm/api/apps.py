"""The REST API's common ground."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "prm.api"
    label = "api"
