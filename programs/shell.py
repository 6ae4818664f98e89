"""What programmes hang into the frame of every page: tabs of the partner, and menu entries."""

from partners import tabs
from partners.tabs import PartnerTab
from prm.people.permissions import Permission, Role
from prm.web import navigation
from prm.web.navigation import NavItem

TABS = (
    PartnerTab("tier", "Tier", "programs:partner-tier", Permission.TIER_VIEW, 40),
    PartnerTab("stage", "Stage", "programs:partner-stage", Permission.STAGE_CONFIRM, 45, tucked=True),
)
ENTRIES = (
    NavItem(
        "Tier reviews",
        "arrows-up-down",
        "programs:review-list",
        frozenset({Permission.TIER_DECIDE}),
        64,
        section="Tools",
    ),
    NavItem("Life stages", "map", "programs:stage-list", frozenset({Permission.STAGE_CONFIRM}), 66, section="Tools"),
    # Whoever confirms stages comes to the funnel from their list.
    NavItem(
        "Stage funnel", "funnel", "programs:stage-funnel", order=67, section="Tools", roles=frozenset({Role.MARKETING})
    ),
    NavItem("Programmes", "star", "programs:program-list", frozenset({Permission.TIER_EDIT}), 42, section="Settings"),
)


def register() -> None:
    """Called once, when the app is loaded."""
    for tab in TABS:
        tabs.register(tab)
    for entry in ENTRIES:
        navigation.register(entry)
