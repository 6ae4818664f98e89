"""The CAM's day: alerts and worklist."""

from django.apps import AppConfig


class CadenceConfig(AppConfig):
    name = "cadence"

    def ready(self) -> None:
        from cadence import subscriptions  # noqa: F401  gives events their words
        from cadence.models import QuietAlert
        from prm.imports.targets import register_derived
        from prm.people.permissions import Permission, Role
        from prm.web.navigation import NavItem, register, register_home

        register(
            NavItem(
                "My day", "sun", "cadence:my-day", frozenset({Permission.ALERT_VIEW}), 1, roles=frozenset({Role.CAM})
            )
        )
        register_derived(QuietAlert)
        register_home(lambda role: role is Role.CAM, "cadence:my-day", order=10)
