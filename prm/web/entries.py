"""Menu entries for pages that stand below the shell in the import order: people, keys, settings."""

from prm.people.permissions import Permission
from prm.web.navigation import NavItem, register

SETTINGS = frozenset({Permission.SETTINGS_EDIT})
PEOPLE = frozenset({Permission.PEOPLE_VIEW, Permission.COLLEAGUES_MANAGE})
ENTRIES = (
    NavItem("People", "users", "people:member-list", PEOPLE, order=10, section="Settings"),
    NavItem("Settings", "cog-6-tooth", "people:settings", SETTINGS, order=20, section="Settings"),
    NavItem(
        "API tokens", "key", "people:token-list", frozenset({Permission.TOKEN_MANAGE}), order=90, section="Settings"
    ),
)


def register_entries() -> None:
    """Called once, when the shell is loaded."""
    for entry in ENTRIES:
        register(entry)
