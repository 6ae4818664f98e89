"""What enablement hangs into the frame of every page."""

from partners import tabs
from prm.people.permissions import Permission
from prm.web import navigation
from prm.web.navigation import NavItem

TRAINING_TAB = tabs.PartnerTab(
    "training", "Training", "enablement:partner-training", Permission.ENABLEMENT_VIEW, order=38
)
TRAINING = NavItem(
    "Training and tasks",
    "academic-cap",
    "enablement:certification-list",
    frozenset({Permission.SETTINGS_EDIT}),
    order=45,
    section="Settings",
)


def register() -> None:
    """Called once, when the app is loaded."""
    tabs.register(TRAINING_TAB)
    navigation.register(TRAINING)
