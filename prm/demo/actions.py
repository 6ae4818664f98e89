"""What the vendors and their partners promised each other: kept, due, overdue, for later, and between ourselves."""

from dataclasses import dataclass
from datetime import timedelta

from partners.enums import ActionSide, ActionSource, ActionStatus
from partners.models import Action, Partner
from prm.demo.history import History
from prm.demo.people import People
from prm.demo.profiles import Profiles, ours
from prm.demo.vendors.spec import Course, PartnerSpec, Vendor
from prm.people.models import Membership
from prm.people.permissions import Role

OURS, THEIRS = ActionSide.VENDOR, ActionSide.PARTNER


@dataclass(frozen=True)
class Promise:
    """A promise, and in how many days it is due; a negative number is past, None has no day."""

    title: str
    side: ActionSide
    days: int | None
    status: ActionStatus = ActionStatus.OPEN
    detail: str = ""
    resources: str = ""
    source: ActionSource = ActionSource.MANUAL
    is_internal: bool = False
    dropped_reason: str = ""


PROMISES = (
    Promise("Agree the joint campaign for next quarter", THEIRS, 9, detail="Budget, dates and who writes the mail."),
    Promise("Send the demo tenant and sample data", OURS, 4, resources="One pre-sales day"),
    Promise("Name a second certified engineer", THEIRS, 32, source=ActionSource.QBR),
    Promise("Walk through the open opportunities together", OURS, 2, ActionStatus.IN_PROGRESS),
    Promise("Publish the customer reference", THEIRS, -6, detail="The customer has agreed; the text waits."),
    Promise("Book the sales training", THEIRS, 12, ActionStatus.IN_PROGRESS, resources="Two half days"),
    Promise("Clear up the two disputed invoices", OURS, -3),
    Promise("Share the renewal list", OURS, 18, source=ActionSource.QBR),
    Promise("Put our page on the partner's website", THEIRS, None),
    Promise("Invite to the technical preview", OURS, 45),
    Promise("Check whether the territory overlaps with others", OURS, 8, is_internal=True),
    Promise("Try the new quoting tool on one real case", THEIRS, 6),
    Promise("Set up the shared support channel", OURS, -2, ActionStatus.IN_PROGRESS),
    Promise("List the ten customers to win back", THEIRS, -4),
    Promise("Introduce the new sales manager", THEIRS, 10),
    Promise("Review the discount on long contracts", OURS, 14, is_internal=True),
    Promise("Plan the customer evening", THEIRS, 27, resources="Room, speaker, 30 invitations"),
    Promise("Hand over the list of lapsed customers", OURS, -21, ActionStatus.DONE),
    Promise("Update the price list in the shop", THEIRS, -15, ActionStatus.DONE),
    Promise(
        "Joint stand at the spring fair",
        THEIRS,
        -30,
        ActionStatus.DROPPED,
        dropped_reason="The fair was moved to next year.",
    ),
)
# The first partners of the list are those that the demo's people look at.
_MANY, _FEW = len(PROMISES), 2


def plant_actions(vendor: Vendor, profiles: Profiles, people: People, history: History) -> None:
    """Write promises: every kind for the first partner, a few for each of the others that sells."""
    actions = []
    for number, spec in enumerate(vendor.partners):
        if spec.course is not Course.RECRUITED:
            chosen = range(_MANY) if number == 0 else range(number * 3, number * 3 + _FEW)
            actions += [_action(PROMISES[index % _MANY], spec, number, profiles, people, history) for index in chosen]
    Action.objects.bulk_create(actions)


def _action(
    promise: Promise, spec: PartnerSpec, number: int, profiles: Profiles, people: People, history: History
) -> Action:
    partner = profiles[spec.name]
    is_done = promise.status is ActionStatus.DONE
    shift = 0 if number == 0 or promise.status.is_settled else number * 7 % 23
    due = None if promise.days is None else history.last + timedelta(days=promise.days + shift)
    return ours(
        Action(
            partner=partner,
            title=promise.title,
            detail=promise.detail,
            side=promise.side,
            owner=_owner(promise, partner, people.get(spec.cam), people),
            due_date=due,
            status=promise.status,
            resources=promise.resources,
            source=promise.source,
            is_internal=promise.is_internal,
            done_date=min(due, history.last) if is_done and due else None,
            dropped_reason=promise.dropped_reason,
            created_by=people.get(spec.cam),
        )
    )


def _owner(promise: Promise, partner: Partner, cam: Membership | None, people: People) -> Membership | None:
    """The CAM for the vendor; for the partner its champion, where it has one with an account."""
    if promise.side is OURS:
        return cam
    theirs = (member for member in people.values() if member.partner_id == partner.pk)
    return next((member for member in theirs if member.role == Role.CHAMPION), None)
