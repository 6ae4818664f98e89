"""Partners that belong to a larger one, and leave it again. Figures roll up along these lines."""

from datetime import datetime

from partners import events
from partners.models import Partner
from partners.operations.saving import save_checked
from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.tenancy.turns import wait_for_turn


class ParentIsBelow(Refused):
    """That partner already belongs to this one, directly or through others."""

    field = "parent"


def set_parent(*, partner: Partner, parent: Partner, by: Membership, at: datetime) -> Partner:
    """Put the partner below `parent`. Raises `ParentIsBelow` for anything that would make a circle.

    Needs the reach of staff: a circle could run through partners that a CAM does not see.
    """
    # Two moves at once could close a circle that neither sees.
    wait_for_turn("partners.hierarchy")
    if partner.pk in _line_above(parent):
        raise ParentIsBelow
    if partner.parent_id == parent.pk:
        return partner
    before, partner.parent = partner.parent, parent
    save_checked(partner)
    _tell(events.PARENT_SET, partner, [str(before or ""), parent.name], by=by, at=at)
    return partner


def leave_parent(*, partner: Partner, by: Membership, at: datetime) -> Partner:
    """Let the partner stand on its own again. Without a parent nothing happens."""
    if partner.parent_id is None:
        return partner
    before, partner.parent = partner.parent, None
    save_checked(partner)
    _tell(events.PARENT_LEFT, partner, [str(before or ""), ""], by=by, at=at)
    return partner


def _tell(event: str, partner: Partner, change: list[str], *, by: Membership, at: datetime) -> None:
    record(event, subject=partner, by=by, at=at, partner_id=partner.pk, changes={"Parent": change})


def _line_above(partner: Partner) -> set[object]:
    """The partner itself and all above it."""
    line: set[object] = set()
    current: Partner | None = partner
    while current is not None and current.pk not in line:
        line.add(current.pk)
        current = Partner.objects.filter(pk=current.parent_id).first() if current.parent_id else None
    return line
