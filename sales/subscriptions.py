"""What events of sales are called."""

from prm.events.wording import say
from sales import events

say(
    {
        events.DEAL_ADDED: "Deal recorded",
        events.DEAL_CHANGED: "Deal changed",
        events.DEAL_MOVED: "Deal moved on",
        events.DEAL_WON: "Deal won",
        events.DEAL_LOST: "Deal lost",
        events.DEAL_REOPENED: "Deal opened again",
        events.DEAL_PUT_BACK: "Deal’s last step undone",
        events.DEAL_WITHDRAWN: "Deal removed",
        events.CUSTOMER_ADDED: "Customer added",
        events.CUSTOMER_CHANGED: "Customer changed",
        events.STAGE_ADDED: "Deal stage added",
        events.STAGE_CHANGED: "Deal stage changed",
        events.STAGE_REMOVED: "Deal stage removed",
        events.CAMPAIGN_ADDED: "Campaign added",
        events.CAMPAIGN_CHANGED: "Campaign changed",
        events.CAMPAIGN_REMOVED: "Campaign removed",
        events.LEAD_ADDED: "Lead added",
        events.LEAD_CHANGED: "Lead changed",
        events.LEAD_MOVED: "Lead moved",
        events.LEAD_WON: "Lead won",
        events.LEAD_LOST: "Lead lost",
        events.LEAD_PUT_BACK: "Lead’s last step undone",
        events.LEAD_LINKED: "Lead tied to a deal",
        events.LEAD_WITHDRAWN: "Lead removed",
        events.LEAD_PASSED: "Lead passed to the partner",
        events.LEAD_ACCEPTED: "Lead accepted by the partner",
        events.LEAD_DECLINED: "Lead declined by the partner",
        events.LEAD_TAKEN_BACK: "Lead taken back by the vendor",
    }
)
