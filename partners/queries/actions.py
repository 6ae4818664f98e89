"""Promises as people look for them."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q, QuerySet

from partners.calculations.actions import DueGroup
from partners.enums import SETTLED_STATUSES
from partners.models import Action, Partner
from prm.people.models import Membership

_SOONEST = (F("due_date").asc(nulls_last=True), "created_at", "pk")


def actions_in_reach() -> QuerySet[Action]:
    """Every promise that the scope reaches, settled ones too, with partner and owner; soonest due first."""
    return Action.objects.select_related("partner", "owner").order_by(*_SOONEST)


def actions_of(partner: Partner) -> QuerySet[Action]:
    """All promises between the vendor and the partner, settled ones too."""
    return actions_in_reach().filter(partner=partner)


def open_actions(partner: Partner) -> QuerySet[Action]:
    """The partner's promises that are not settled, soonest due first; those without a day last."""
    return unsettled(actions_of(partner))


def overdue(as_of: date) -> QuerySet[Action]:
    """Promises in reach that are not settled and were due before that day, the oldest first."""
    return unsettled(actions_in_reach()).filter(due_date__lt=as_of)


def due_until(day: date) -> QuerySet[Action]:
    """Promises in reach that are not settled and are due by that day, the day included."""
    return unsettled(actions_in_reach()).filter(due_date__lte=day)


def unsettled(actions: QuerySet[Action]) -> QuerySet[Action]:
    """Those neither done nor dropped."""
    return actions.exclude(status__in=SETTLED_STATUSES)


def grouped(actions: Iterable[Action], *, today: date) -> dict[DueGroup, list[Action]]:
    """The actions by where they stand on the day's list, most pressing group first; groups without any left out."""
    groups: dict[DueGroup, list[Action]] = {group: [] for group in DueGroup}
    for action in actions:
        groups[action.due_group(today)].append(action)
    return {group: found for group, found in groups.items() if found}


def possible_owners(partner: Partner, by: Membership) -> QuerySet[Membership]:
    """Who may own a promise: the partner's people, and for the vendor's people also their colleagues, by name."""
    theirs = Q(partner_id=partner.pk)
    reached = theirs if by.role_enum.is_partner else theirs | Q(partner_id=None)
    return Membership.objects.filter(reached, ended_at=None).order_by("partner_id", "display_name", "pk")
