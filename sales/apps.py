"""What partners sell: products, bookings, and the deals they work on."""

from django.apps import AppConfig


class SalesConfig(AppConfig):
    name = "sales"

    def ready(self) -> None:
        from prm.tenancy.starting import when_tenant_starts
        from sales import imports, shell, subscriptions  # noqa: F401  subscriptions gives events their words
        from sales.operations.following import when_deals_change
        from sales.operations.lead_following import follow_deals
        from sales.operations.stages import add_default_stages

        imports.register()
        when_tenant_starts(add_default_stages)
        when_deals_change(follow_deals)
        shell.hang_in()
