"""The tenant wall."""

from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "prm.tenancy"
    label = "tenancy"

    def ready(self) -> None:
        from prm.tenancy import checks  # noqa: F401  registers them
        from prm.tenancy.starting import watch_for_tenants

        watch_for_tenants()
