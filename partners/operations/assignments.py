"""Which CAM looks after a partner. The history stays: an assignment ends, it is never deleted."""

from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from partners import events
from partners.enums import AssignmentRole
from partners.models import CamAssignment, Partner
from partners.operations.saving import save_checked
from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.people.permissions import Role

ONE_DAY = timedelta(days=1)


class NotACam(Refused):
    """Choose a channel account manager who is still here."""

    field = "cam"


class AlreadyAssigned(Refused):
    """Another assignment stands in the way; the text says which."""

    field = "start_date"


class EndsBeforeStart(Refused):
    """The last day must not be before the first."""

    field = "end_date"


def assign_cam(
    *, partner: Partner, cam: Membership, role: AssignmentRole, start_date: date, by: Membership, at: datetime
) -> CamAssignment:
    """Have `cam` look after the partner from `start_date` until further notice.

    A new primary CAM ends the running primary assignment on the day before. Raises `NotACam`, and `AlreadyAssigned`
    when the person already has that role then, or when a later primary assignment is planned.
    """
    if cam.role_enum is not Role.CAM or cam.ended_at is not None:
        raise NotACam
    Partner.objects.select_for_update().get(pk=partner.pk)
    _refuse_doubles(partner, cam, role, start_date)
    if role is AssignmentRole.PRIMARY:
        _end_running_primary(partner, start_date, by=by, at=at)
    assignment = CamAssignment(partner=partner, membership=cam, role=role, start_date=start_date)
    save_checked(assignment)
    changes = {f"{role.label} CAM": ["", f"{cam.display_name} from {start_date.isoformat()}"]}
    record(events.CAM_ASSIGNED, subject=partner, by=by, at=at, partner_id=partner.pk, changes=changes)
    return assignment


def end_assignment(*, assignment: CamAssignment, end_date: date, by: Membership, at: datetime) -> CamAssignment:
    """Let `end_date` be the last day. Raises `EndsBeforeStart`."""
    if end_date < assignment.start_date:
        raise EndsBeforeStart
    before = assignment.end_date.isoformat() if assignment.end_date else ""
    assignment.end_date = end_date
    save_checked(assignment)
    label = f"Last day of {assignment.membership.display_name} ({assignment.role})"
    changes = {label: [before, end_date.isoformat()]}
    record(
        events.CAM_ENDED, subject=assignment.partner, by=by, at=at, partner_id=assignment.partner_id, changes=changes
    )
    return assignment


def _open_after(partner: Partner, day: date, role: AssignmentRole) -> QuerySet[CamAssignment]:
    lasting = CamAssignment.objects.filter(Q(end_date=None) | Q(end_date__gte=day), partner=partner, role=role)
    return lasting.select_related("membership").order_by("start_date")


def _refuse_doubles(partner: Partner, cam: Membership, role: AssignmentRole, start_date: date) -> None:
    for other in _open_after(partner, start_date, role):
        name = other.membership.display_name
        if other.membership_id == cam.pk:
            raise AlreadyAssigned(f"{name} already is {role.value} CAM from {other.start_date.isoformat()}.")
        if role is AssignmentRole.PRIMARY and other.start_date >= start_date:
            raise AlreadyAssigned(f"{name} becomes primary CAM on {other.start_date.isoformat()}. Start later.")


def _end_running_primary(partner: Partner, start_date: date, *, by: Membership, at: datetime) -> None:
    for running in _open_after(partner, start_date, AssignmentRole.PRIMARY):
        end_assignment(assignment=running, end_date=start_date - ONE_DAY, by=by, at=at)
