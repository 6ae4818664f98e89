"""The tabs of the partner's page, the buttons at its head, and what is told above the tabs.

Every app hangs its own in, in `AppConfig.ready()`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from partners.models import Partner
from prm.people.models import Membership
from prm.people.permissions import Permission


@dataclass(frozen=True)
class PartnerTab:
    """A tab. `url_name` is a page that takes the tenant's slug and the partner's id.

    One that is looked at now and then is `tucked`: it stands in the menu at the end of the row.
    """

    key: str
    label: str
    url_name: str
    permission: Permission
    order: int = 100
    tucked: bool = False


@dataclass(frozen=True)
class TabLink:
    """A tab made out for one partner and one request."""

    label: str
    url: str
    is_current: bool
    tucked: bool = False


@dataclass(frozen=True)
class PartnerAction:
    """A button at the head of the partner's page that posts to `url_name` (tenant's slug, partner's id)."""

    label: str
    icon: str
    url_name: str
    permission: Permission


@dataclass(frozen=True)
class ActionButton:
    """An action made out for one partner."""

    label: str
    icon: str
    url: str


_tabs: list[PartnerTab] = []
_actions: list[PartnerAction] = []


def register(tab: PartnerTab) -> None:
    """Hang a tab in. Registering the same one again changes nothing."""
    if tab not in _tabs:
        _tabs.append(tab)
        _tabs.sort(key=lambda each: (each.order, each.label))


def register_action(action: PartnerAction) -> None:
    """Put a button at the head of the partner's page. Registering the same one again changes nothing."""
    if action not in _actions:
        _actions.append(action)


def actions_for(member: Membership, partner: Partner) -> list[ActionButton]:
    """The buttons that the member's role may press."""
    return [
        ActionButton(each.label, each.icon, reverse(each.url_name, args=[member.tenant.slug, partner.pk]))
        for each in _actions
        if member.may(each.permission)
    ]


def tabs_for(member: Membership, partner: Partner, *, active: str) -> list[TabLink]:
    """The tabs that the member's role may open, in order. `active` is the key of the open one."""
    return [
        TabLink(tab.label, reverse(tab.url_name, args=[member.tenant.slug, partner.pk]), tab.key == active, tab.tucked)
        for tab in _tabs
        if member.may(tab.permission)
    ]


def first_tab_url(member: Membership, partner: Partner) -> str:
    """Where the partner's page opens: its first tab."""
    return tabs_for(member, partner, active="")[0].url


@dataclass(frozen=True)
class PartnerNotice:
    """Something that waits for them: a title, a sentence, and where it is done."""

    title: str
    text: str
    url: str
    action: str


type Read = Callable[[Membership, Partner], list[PartnerNotice]]
_readers: list[Read] = []


def register_notice(read: Read) -> None:
    """Hang in what is told on each page. It takes one query at most. Registering it again changes nothing."""
    if read not in _readers:
        _readers.append(read)


def notices_for(member: Membership, partner: Partner) -> list[PartnerNotice]:
    """What this member of the partner should know; nothing for the vendor's people, who have My day."""
    if not member.role_enum.is_partner:
        return []
    return [notice for read in _readers for notice in read(member, partner)]
