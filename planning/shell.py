"""What planning hangs into the frame of every page: tabs of the partner, and menu entries."""

from partners import tabs
from partners.tabs import PartnerTab
from planning.events import marketing as marketing_events
from planning.events import objectives as objective_events
from planning.events import plans as plan_events
from prm.events.wording import say
from prm.people.permissions import Permission
from prm.web import navigation
from prm.web.navigation import NavItem

TABS = (
    PartnerTab("plans", "Plan", "planning:partner-plans", Permission.PLAN_VIEW, order=27),
    PartnerTab("marketing", "Marketing", "planning:partner-marketing", Permission.MARKETING_VIEW, order=28),
)
WORDS = {
    plan_events.PLAN_STARTED: "business plan started",
    plan_events.PLAN_FIELD_CHANGED: "business plan changed",
    plan_events.PLAN_ROW_ADDED: "added to the business plan",
    plan_events.PLAN_ROW_REMOVED: "taken out of the business plan",
    plan_events.PLAN_ROW_RETURNED: "put back into the business plan",
    plan_events.PLAN_COSTS_CHANGED: "costs of the business plan changed",
    plan_events.PLAN_COSTS_CLOSED: "costs of the business plan kept private",
    plan_events.TEMPLATE_SAVED: "plan template saved",
    objective_events.OBJECTIVE_ADDED: "objective added to the business plan",
    objective_events.OBJECTIVE_CHANGED: "objective of the business plan changed",
    objective_events.OBJECTIVE_REMOVED: "objective taken out of the business plan",
    objective_events.RESULT_ENTERED: "result of an objective entered",
    marketing_events.PLAN_STARTED: "marketing plan begun",
    marketing_events.PLAN_CHANGED: "marketing plan changed",
    marketing_events.PLAN_REMOVED: "marketing plan removed",
    marketing_events.PLAN_SUBMITTED: "marketing plan submitted",
    marketing_events.PLAN_WITHDRAWN: "marketing plan taken back",
    marketing_events.PLAN_SENT_BACK: "marketing plan sent back",
    marketing_events.PLAN_APPROVED: "marketing plan approved",
    marketing_events.PLAN_REOPENED: "marketing plan opened anew",
    marketing_events.PLAN_RUNNING: "marketing plan running",
    marketing_events.PLAN_CLOSED: "marketing plan closed",
}
ENTRIES = (
    NavItem("Plans", "presentation-chart-line", "planning:plan-list", frozenset({Permission.PLAN_VIEW}), 31),
    NavItem(
        "Plan templates",
        "document-duplicate",
        "planning:plan-template-list",
        frozenset({Permission.PLAN_TEMPLATE_EDIT}),
        45,
        section="Settings",
    ),
    NavItem(
        "Marketing plans",
        "calendar-days",
        "planning:marketing-list",
        frozenset({Permission.PEOPLE_VIEW}),
        32,
    ),
    NavItem(
        "Tactic types",
        "swatch",
        "planning:tactic-type-list",
        frozenset({Permission.TACTIC_TYPE_EDIT}),
        46,
        section="Settings",
    ),
    NavItem(
        "Revenue goals",
        "calculator",
        "planning:revenue-goal-list",
        frozenset({Permission.REVENUE_GOAL_VIEW}),
        54,
        section="Tools",
    ),
    NavItem(
        "Rebates",
        "receipt-percent",
        "planning:rebate-list",
        frozenset({Permission.REBATE_VIEW}),
        56,
        section="Tools",
    ),
)


def register() -> None:
    """Called once, when the app is loaded."""
    say(WORDS)
    for tab in TABS:
        tabs.register(tab)
    for entry in ENTRIES:
        navigation.register(entry)
