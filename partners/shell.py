"""What partners hang into the frame of every page: tabs, menu entries, the palette, and a first page for partners."""

from partners import events
from partners.queries.partners import best_matches
from partners.tabs import PartnerTab, first_tab_url
from partners.tabs import register as register_tab
from prm.events.wording import say
from prm.people.http import TenantRequest
from prm.people.permissions import Permission, Role
from prm.web import navigation
from prm.web.navigation import NavItem, PaletteEntry

TABS = (
    PartnerTab("actions", "Actions", "partners:action-list", Permission.ACTION_VIEW, 35),
    PartnerTab("profile", "Profile", "partners:partner-profile", Permission.PARTNER_VIEW, 60),
    PartnerTab("contacts", "Contacts", "partners:contact-list", Permission.PARTNER_VIEW, 70),
    PartnerTab("cams", "CAMs", "partners:assignment-list", Permission.PARTNER_VIEW, 80, tucked=True),
    PartnerTab("people", "People", "people:partner-people", Permission.PEOPLE_VIEW, 85, tucked=True),
    PartnerTab("history", "History", "partners:partner-history", Permission.HISTORY_VIEW, 90, tucked=True),
)
OWN_COMPANY = NavItem(
    "My company", "building-office-2", "partners:own-company", order=10, roles=frozenset({Role.CHAMPION, Role.MEMBER})
)
ACTIONS = NavItem(
    "Actions", "clipboard-document-check", "partners:action-index", frozenset({Permission.PEOPLE_VIEW}), 30
)
PARTNER_FIELDS = NavItem(
    "Partner fields",
    "adjustments-horizontal",
    "partners:custom-field-list",
    frozenset({Permission.CUSTOM_FIELD_EDIT}),
    order=40,
    section="Settings",
)


def register() -> None:
    """Called once, when the app is loaded."""
    say({events.CAM_ASSIGNED: "CAM assigned", events.CAM_ENDED: "CAM’s last day set"})
    for tab in TABS:
        register_tab(tab)
    navigation.register(OWN_COMPANY)
    navigation.register(ACTIONS)
    navigation.register(PARTNER_FIELDS)
    navigation.register_palette_source(partners_found)
    navigation.register_home(lambda role: role.is_partner, "partners:own-company")


def partners_found(request: TenantRequest, query: str) -> list[PaletteEntry]:
    """The partners that the person most likely means, with number and city to tell namesakes apart."""
    if not query:
        return []
    member = request.membership
    return [
        PaletteEntry(
            label=partner.name,
            url=first_tab_url(member, partner),
            icon="building-office-2",
            note=" · ".join(filter(None, (partner.external_id, partner.city))),
            group="Partners",
        )
        for partner in best_matches(query)
    ]
