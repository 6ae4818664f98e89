"""Which tasks follow from which events, and what the events are called."""

from prm.events.subscribing import subscribe
from prm.events.wording import say
from scorecards.events import BUNDLE_FAILED, BUNDLE_READY, BUNDLE_REQUESTED, PEERS_FROZEN


def register() -> None:
    """Called once, when the app is loaded."""
    subscribe(BUNDLE_REQUESTED, "scorecards.build_bundle")
    say(
        {
            BUNDLE_REQUESTED: "Scorecards of a CAM asked for",
            BUNDLE_READY: "Scorecards of a CAM ready",
            BUNDLE_FAILED: "Scorecards of a CAM could not be made",
            PEERS_FROZEN: "Peer figures of a quarter frozen",
        }
    )
