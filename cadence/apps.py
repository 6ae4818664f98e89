"""The CAM's day: alerts and worklist."""

from django.apps import AppConfig


class CadenceConfig(AppConfig):
    name = "cadence"
