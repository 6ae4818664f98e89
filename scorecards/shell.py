"""What filling in hangs into the frame of every page: menu entries, and words for what happens to rounds."""

from prm.events.wording import say
from prm.people.http import TenantRequest
from prm.people.permissions import Permission, Role
from prm.web import navigation
from prm.web.navigation import NavItem
from scorecards import events
from scorecards.queries.rounds import left_to_answer

_OF_PARTNERS = frozenset(role for role in Role if role.is_partner)


def register() -> None:
    """Called once, when the app is loaded."""
    say(
        {
            events.ROUND_OPENED: "round of questions opened",
            events.ROUND_FINISHED: "questions answered by the partner",
            events.ROUND_CLOSED: "round of questions closed",
            events.ROUND_REOPENED: "round of questions opened again",
            events.ROUND_WITHDRAWN: "round of questions withdrawn",
        }
    )
    view = frozenset({Permission.ASSESSMENT_VIEW})
    icon, url = "clipboard-document-check", "scorecards:round-index"
    navigation.register(NavItem("Questions", icon, url, view, order=20, badge=_waiting, roles=_OF_PARTNERS))
    navigation.register(NavItem("Open rounds", icon, url, view, order=25, roles=frozenset(Role) - _OF_PARTNERS))


def _waiting(request: TenantRequest) -> str | None:
    """How many questions wait for the people of a partner."""
    return str(left_to_answer() or "") or None
