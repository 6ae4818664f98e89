"""Which tasks follow from which events, and what the events are called."""

from partners import events as partner_events
from prm.events.subscribing import subscribe
from prm.events.wording import say
from scorecards import events
from scorecards.events import BUNDLE_FAILED, BUNDLE_READY, BUNDLE_REQUESTED, PEERS_FROZEN, TARGETS_SET, TARGETS_UNDONE


def register() -> None:
    """Called once, when the app is loaded."""
    subscribe(BUNDLE_REQUESTED, "scorecards.build_bundle")
    for changed in (partner_events.PARTNER_CREATED, partner_events.PARTNER_UPDATED):
        subscribe(changed, "scorecards.refresh_standing")
    say(
        {
            events.METRIC_DEFINED: "Metric added",
            events.METRIC_CHANGED: "Metric changed",
            events.METRIC_RETIRED: "Metric taken off the scorecards",
            events.METRIC_RESTORED: "Metric put back on the scorecards",
            events.METRIC_VALUE_ENTERED: "Value of a metric entered",
            events.METRIC_VALUE_REMOVED: "Value of a metric removed",
            events.SCORECARD_RULES_CHANGED: "Weights and thresholds changed",
            events.DEAL_SIZE_TARGET_SET: "Target deal size set",
            BUNDLE_REQUESTED: "Scorecards of a CAM asked for",
            BUNDLE_READY: "Scorecards of a CAM ready",
            BUNDLE_FAILED: "Scorecards of a CAM could not be made",
            PEERS_FROZEN: "Peer figures of a quarter frozen",
            TARGETS_SET: "Targets of many partners set",
            TARGETS_UNDONE: "Targets of many partners taken back",
        }
    )
