"""Ask for a quarterly business review."""

from datetime import date, datetime

from django.db.models import Max

from partners.models import Partner
from prm.documents.building import GIVEN_UP_AFTER
from prm.documents.enums import OPEN, BuildStatus
from prm.events.recording import record
from prm.kernel.fiscal import FiscalCalendar, FiscalQuarter
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.tenancy.turns import wait_for_turn
from qbr import events
from qbr.models import Qbr

LOST = "The build was interrupted and never finished. Build it again."


class QbrNotPossible(Refused):
    """A review looks back: it cannot be built as of a day that has not come."""


def request_qbr(*, partner: Partner, as_of: date, by: Membership, at: datetime) -> Qbr:
    """The next version of the partner's review for the fiscal quarter of `as_of`, to be built by a worker.

    While one for the same quarter is still being built, that one is returned and nothing new begins. Raises
    QbrNotPossible when `as_of` lies after `at`.
    """
    if as_of > at.date():
        raise QbrNotPossible("Choose a day that is not in the future.", field="as_of")
    quarter = FiscalCalendar(by.tenant.fiscal_year_start_month).quarter_of(as_of)
    # Two clicks at once: the second goes on when the first has committed.
    wait_for_turn(f"qbr:{partner.pk}:{quarter.label}")
    versions = Qbr.objects.filter(partner=partner, fiscal_year=quarter.year, fiscal_quarter=quarter.number)
    for waiting in versions.filter(status__in=OPEN):
        if waiting.requested_at > at - GIVEN_UP_AFTER:
            return waiting
        _give_up(waiting, at=at)
    newest = versions.aggregate(newest=Max("version", default=0))["newest"]
    return _request(partner=partner, quarter=quarter, version=newest + 1, as_of=as_of, by=by, at=at)


def retry_qbr(*, review: Qbr, by: Membership, at: datetime) -> Qbr:
    """Build a failed review again: its next version, as of the same day. One that did not fail comes back as it is."""
    if review.state is not BuildStatus.FAILED:
        return review
    return request_qbr(partner=review.partner, as_of=review.as_of_date, by=by, at=at)


def _request(
    *, partner: Partner, quarter: FiscalQuarter, version: int, as_of: date, by: Membership, at: datetime
) -> Qbr:
    review = Qbr.objects.create(
        partner=partner,
        fiscal_year=quarter.year,
        fiscal_quarter=quarter.number,
        version=version,
        as_of_date=as_of,
        requested_by=by,
        requested_at=at,
    )
    record(events.QBR_REQUESTED, subject=review, by=by, at=at, partner_id=partner.pk)
    return review


def _give_up(review: Qbr, *, at: datetime) -> None:
    Qbr.objects.filter(pk=review.pk).update(status=BuildStatus.FAILED, failure=LOST, finished_at=at)
