"""The quarterly business review."""

from django.apps import AppConfig


class QbrConfig(AppConfig):
    name = "qbr"
