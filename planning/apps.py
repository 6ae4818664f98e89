"""Where partners go: 36-month business plans, marketing plans and funds."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "planning"

    def ready(self) -> None:
        from partners.tabs import register_notice
        from planning import shell, subscriptions
        from planning.operations.marketing.tactic_types import add_default_types
        from planning.tabs import waiting_plans
        from prm.tenancy.starting import when_tenant_starts

        when_tenant_starts(add_default_types)
        shell.register()
        subscriptions.register()
        register_notice(waiting_plans)
