"""The chief's view."""

from django.apps import AppConfig


class RollupsConfig(AppConfig):
    name = "rollups"

    def ready(self) -> None:
        from prm.people.permissions import Permission, Role
        from prm.web.navigation import NavItem, register, register_home

        register(NavItem("Overview", "chart-bar-square", "rollups:overview", frozenset({Permission.ROLLUP_VIEW}), 1))
        register_home(lambda role: role in (Role.CHIEF, Role.OPERATIONS, Role.MARKETING), "rollups:overview", order=10)
