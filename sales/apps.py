"""What partners sell: products and bookings."""

from django.apps import AppConfig


class SalesConfig(AppConfig):
    name = "sales"

    def ready(self) -> None:
        from partners import tabs
        from prm.people.permissions import Permission
        from sales.imports import register

        register()
        tabs.register(
            tabs.PartnerTab("bookings", "Bookings", "sales:partner-bookings", Permission.BOOKING_VIEW, order=30)
        )
