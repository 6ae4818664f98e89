"""What planning hangs into the frame of every page: menu entries."""

from prm.people.permissions import Permission
from prm.web import navigation
from prm.web.navigation import NavItem

ENTRIES = (
    NavItem(
        "Revenue goals",
        "calculator",
        "planning:revenue-goal-list",
        frozenset({Permission.REVENUE_GOAL_VIEW}),
        54,
        section="Tools",
    ),
    NavItem("Rebates", "receipt-percent", "planning:rebate-list", frozenset({Permission.REBATE_VIEW}), 56, section="Tools"),
)


def register() -> None:
    """Called once, when the app is loaded."""
    for entry in ENTRIES:
        navigation.register(entry)
