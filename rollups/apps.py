"""The chief's view: aggregates over partners."""

from django.apps import AppConfig


class RollupsConfig(AppConfig):
    name = "rollups"
