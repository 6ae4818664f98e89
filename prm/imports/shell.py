"""What imports hang into the frame of every page."""

from prm.people.permissions import Permission
from prm.web import navigation
from prm.web.navigation import NavItem

IMPORTS = NavItem(
    "Imports", "arrow-up-tray", "imports:batch-list", frozenset({Permission.IMPORT_RUN}), order=70, section="Tools"
)


def register() -> None:
    """Called once, when the app is loaded."""
    navigation.register(IMPORTS)
