"""What sales hangs into the frame: tabs of the partner's page and menu entries."""

from partners import tabs
from prm.people.permissions import Permission
from prm.web.navigation import NavItem, register

DEALS = NavItem("Deals", "briefcase", "sales:deal-list", frozenset({Permission.PEOPLE_VIEW}), 30)
LEADS = NavItem("Leads", "inbox", "sales:lead-list", frozenset({Permission.PEOPLE_VIEW}), 32)
CAMPAIGNS = NavItem("Campaigns", "megaphone", "sales:campaign-list", frozenset({Permission.PEOPLE_VIEW}), 34)
STAGES = NavItem(
    "Deal stages", "funnel", "sales:stage-list", frozenset({Permission.SETTINGS_EDIT}), order=50, section="Settings"
)


def hang_in() -> None:
    """Called once, when the app is loaded."""
    tabs.register(tabs.PartnerTab("deals", "Deals", "sales:partner-deals", Permission.DEAL_VIEW, order=25))
    tabs.register(
        tabs.PartnerTab(
            "bookings", "Bookings", "sales:partner-bookings", Permission.BOOKING_VIEW, order=30, tucked=True
        )
    )
    tabs.register(tabs.PartnerTab("leads", "Leads", "sales:partner-leads", Permission.LEAD_VIEW, order=27))
    register(DEALS)
    register(LEADS)
    register(CAMPAIGNS)
    register(STAGES)
