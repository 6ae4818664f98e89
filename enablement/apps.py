"""What partners learn: certificates of their people, and the tasks required of them."""

from django.apps import AppConfig


class EnablementConfig(AppConfig):
    name = "enablement"
