"""What events of cadence are called."""

from cadence import events
from prm.events.wording import say

say(
    {
        events.ALERT_RAISED: "Went quiet",
        events.ALERT_WORSENED: "Still quiet, and later",
        events.ALERT_WOKEN: "Quiet alert is due again",
        events.ALERT_ACKNOWLEDGED: "Quiet alert taken up",
        events.ALERT_SNOOZED: "Quiet alert put off",
        events.ALERT_RESOLVED: "Quiet alert settled",
        events.ALERT_LOSS_ACCEPTED: "Loss accepted",
        events.ALERT_PUT_BACK: "Change of quiet alert undone",
    }
)
