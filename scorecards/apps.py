"""How partners stand: targets, metrics, scorecards."""

from django.apps import AppConfig


class ScorecardsConfig(AppConfig):
    name = "scorecards"

    def ready(self) -> None:
        from enablement.operations.following import when_enablement_changes
        from partners import tabs
        from prm.people.permissions import Permission
        from prm.tenancy.starting import when_tenant_starts
        from prm.web.navigation import NavItem, register
        from sales.operations.following import when_deals_change
        from sales.operations.monthly import when_bookings_change
        from scorecards import imports, shell, subscriptions
        from scorecards.operations.question_sets.defaults import add_default_sets
        from scorecards.operations.standings import refresh_after_bookings, refresh_after_deals, refresh_after_facts

        when_tenant_starts(add_default_sets)
        when_bookings_change(refresh_after_bookings)
        when_deals_change(refresh_after_deals)
        when_enablement_changes(refresh_after_facts)
        tabs.register(
            tabs.PartnerTab(
                "scorecard", "Scorecard", "scorecards:partner-scorecard", Permission.SCORECARD_VIEW, order=10
            )
        )
        tabs.register(
            tabs.PartnerTab(
                "capabilities", "Capabilities", "scorecards:partner-capabilities", Permission.ASSESSMENT_VIEW, order=15
            )
        )
        tabs.register(tabs.PartnerTab("peers", "Peers", "scorecards:partner-peers", Permission.PEER_VIEW, order=18))
        tabs.register(
            tabs.PartnerTab(
                "targets", "Targets", "scorecards:target-list", Permission.TARGET_VIEW, order=20, tucked=True
            )
        )
        register(NavItem("Partners", "user-group", "scorecards:partner-list", frozenset({Permission.PEOPLE_VIEW}), 20))
        register(
            NavItem(
                "Metrics",
                "chart-bar-square",
                "scorecards:metric-list",
                frozenset({Permission.PEOPLE_VIEW}),
                65,
                section="Tools",
            )
        )
        register(
            NavItem(
                "Question sets",
                "clipboard-document-list",
                "scorecards:question-set-list",
                frozenset({Permission.QUESTION_SET_EDIT}),
                order=45,
                section="Settings",
            )
        )
        register(
            NavItem("Quotas", "flag", "scorecards:quota-list", frozenset({Permission.QUOTA_VIEW}), 60, section="Tools")
        )
        register(
            NavItem(
                "Targets",
                "table-cells",
                "scorecards:target-grid",
                frozenset({Permission.TARGET_EDIT}),
                58,
                section="Tools",
            )
        )
        register(NavItem("Ranks", "trophy", "scorecards:rank-list", frozenset({Permission.RANK_VIEW}), 22))
        register(
            NavItem("Peers", "scale", "scorecards:peer-list", frozenset({Permission.PEER_MANAGE}), 62, section="Tools")
        )
        imports.register()
        subscriptions.register()
        shell.register()
