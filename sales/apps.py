"""What partners sell: products, bookings, and the deals they work on."""

from django.apps import AppConfig


class SalesConfig(AppConfig):
    name = "sales"

    def ready(self) -> None:
        from partners import tabs
        from prm.people.permissions import Permission
        from prm.tenancy.starting import when_tenant_starts
        from sales.imports import register
        from sales.operations.stages import add_default_stages

        register()
        when_tenant_starts(add_default_stages)
        tabs.register(
            tabs.PartnerTab("bookings", "Bookings", "sales:partner-bookings", Permission.BOOKING_VIEW, order=30)
        )
