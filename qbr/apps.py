"""The quarterly business review."""

from django.apps import AppConfig


class QbrConfig(AppConfig):
    name = "qbr"

    def ready(self) -> None:
        from partners import tabs
        from prm.people.permissions import Permission
        from prm.web.navigation import NavItem, register
        from qbr import subscriptions

        subscriptions.register()
        tabs.register(tabs.PartnerTab("qbrs", "QBRs", "qbr:qbr-list", Permission.QBR_VIEW, order=40))
        tabs.register_action(
            tabs.PartnerAction("Build QBR", "presentation-chart-bar", "qbr:qbr-request", Permission.QBR_BUILD)
        )
        register(NavItem("QBRs", "presentation-chart-bar", "qbr:qbr-index", frozenset({Permission.QBR_VIEW}), 40))
