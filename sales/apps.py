"""What partners sell: products and bookings."""

from django.apps import AppConfig


class SalesConfig(AppConfig):
    name = "sales"
