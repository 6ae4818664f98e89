"""How partners stand: targets, metrics, scorecards."""

from django.apps import AppConfig


class ScorecardsConfig(AppConfig):
    name = "scorecards"

    def ready(self) -> None:
        from partners import tabs
        from prm.people.permissions import Permission
        from prm.tenancy.starting import when_tenant_starts
        from prm.web.navigation import NavItem, register
        from sales.operations.monthly import when_bookings_change
        from scorecards import imports, shell, subscriptions
        from scorecards.operations.question_sets.defaults import add_default_sets
        from scorecards.operations.standings import refresh_after_bookings

        when_tenant_starts(add_default_sets)
        when_bookings_change(refresh_after_bookings)
        tabs.register(
            tabs.PartnerTab(
                "scorecard", "Scorecard", "scorecards:partner-scorecard", Permission.SCORECARD_VIEW, order=10
            )
        )
        tabs.register(tabs.PartnerTab("targets", "Targets", "scorecards:target-list", Permission.TARGET_VIEW, order=20))
        register(NavItem("Partners", "user-group", "scorecards:partner-list", frozenset({Permission.PEOPLE_VIEW}), 20))
        register(
            NavItem("Quotas", "flag", "scorecards:quota-list", frozenset({Permission.QUOTA_VIEW}), 60, section="Tools")
        )
        imports.register()
        subscriptions.register()
        shell.register()
