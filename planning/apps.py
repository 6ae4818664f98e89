"""Where partners go: 36-month business plans, marketing plans and funds."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "planning"

    def ready(self) -> None:
        from planning import shell

        shell.register()
