"""Ask for the scorecards of all partners of a CAM in one file."""

from datetime import date, datetime

from prm.documents.building import GIVEN_UP_AFTER
from prm.documents.enums import OPEN, BuildStatus
from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.tenancy.turns import wait_for_turn
from scorecards import events
from scorecards.models import ScorecardBundle

LOST = "The work was interrupted and never finished. Ask for the file again."


class BundleNotPossible(Refused):
    """A scorecard looks back: none can be made as of a day that has not come."""


def request_bundle(*, cam: Membership, as_of: date, by: Membership, at: datetime) -> ScorecardBundle:
    """One file with the scorecard of every partner whose primary CAM is `cam`, to be made by a worker.

    While `by` waits for the same file already, that one is returned and nothing new begins. Raises
    BundleNotPossible when `as_of` lies after `at`.
    """
    if as_of > at.date():
        raise BundleNotPossible("Choose a day that is not in the future.", field="as_of")
    # Two clicks at once: the second waits for the first, and finds its bundle.
    wait_for_turn(f"scorecards.bundle:{by.pk}")
    for waiting in ScorecardBundle.objects.filter(requested_by=by, cam=cam, as_of_date=as_of, status__in=OPEN):
        if waiting.requested_at > at - GIVEN_UP_AFTER:
            return waiting
        give_up(waiting, at=at)
    bundle = ScorecardBundle.objects.create(cam=cam, as_of_date=as_of, requested_by=by, requested_at=at)
    record(events.BUNDLE_REQUESTED, subject=bundle, by=by, at=at)
    return bundle


def give_up(bundle: ScorecardBundle, *, at: datetime) -> None:
    """Close a bundle that nobody works on any more."""
    ScorecardBundle.objects.filter(pk=bundle.pk, status__in=OPEN).update(
        status=BuildStatus.FAILED, failure=LOST, finished_at=at
    )
