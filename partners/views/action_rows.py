"""A promise as a row: who owes it, when, and what the reader may do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from partners.calculations.actions import DueGroup
from partners.enums import ActionSide
from partners.models import Action
from partners.rules import keeps_promises_of
from prm.people.http import TenantRequest
from prm.people.permissions import Permission


@dataclass(frozen=True)
class ActionRow:
    """A promise with the words around it. `debtor` is the company that owes it."""

    action: Action
    group: DueGroup
    debtor: str
    may_change: bool

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return _LOOKS[self.group][0]

    @property
    def icon(self) -> str:
        return _LOOKS[self.group][1]

    @property
    def word(self) -> str:
        """Its state in a word or two."""
        return _LOOKS[self.group][2]


_LOOKS = {
    DueGroup.OVERDUE: ("bad", "exclamation-circle", "Overdue"),
    DueGroup.DUE: ("warn", "clock", "Due soon"),
    DueGroup.LATER: ("none", "calendar", "Later"),
    DueGroup.DONE: ("good", "check-circle", "Done"),
    DueGroup.DROPPED: ("none", "minus-circle", "Dropped"),
}


def rows_of(actions: Iterable[Action], request: TenantRequest, *, today: date) -> list[ActionRow]:
    """The actions as rows of the reader. Their partners must be there already."""
    return [_row(action, request, today) for action in actions]


def _row(action: Action, request: TenantRequest, today: date) -> ActionRow:
    member = request.membership
    return ActionRow(
        action=action,
        group=action.due_group(today),
        debtor=request.tenant.name if action.side_enum is ActionSide.VENDOR else action.partner.name,
        may_change=member.may(Permission.ACTION_EDIT) and keeps_promises_of(member, action.side_enum),
    )
