"""Where the shell learns what it can lead to. Apps declare; the shell shows what the member's role may reach.

Apps register in `AppConfig.ready()`. URL names are those of pages under `/t/<slug>/` that take nothing but the tenant.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.urls import reverse

from prm.people.http import TenantRequest
from prm.people.models import Membership
from prm.people.permissions import Permission, Role

type Badge = Callable[[TenantRequest], str | None]


@dataclass(frozen=True)
class NavItem:
    """One entry of the side menu.

    Shown to members who have any of `permissions` (everybody when empty), and of one of `roles` when those are given.
    `badge` may run one query on each page; it returns short text or None. `section` is a heading in the menu, empty
    for the first block, "foot" for the end of the menu.
    """

    label: str
    icon: str
    url_name: str
    permissions: frozenset[Permission] = frozenset()
    order: int = 100
    badge: Badge | None = None
    section: str = ""
    roles: frozenset[Role] = frozenset()

    def is_for(self, membership: Membership) -> bool:
        """True when the member's role may go there."""
        if self.roles and membership.role_enum not in self.roles:
            return False
        return not self.permissions or any(membership.may(each) for each in self.permissions)


@dataclass(frozen=True)
class NavLink:
    """An entry made out for one request."""

    label: str
    icon: str
    url: str
    is_current: bool
    badge: str = ""


@dataclass(frozen=True)
class NavSection:
    """Entries under one heading."""

    heading: str
    links: list[NavLink] = field(default_factory=list)


@dataclass(frozen=True)
class PaletteEntry:
    """Something the palette can jump to. `group` is the heading it stands under, `note` a few grey words."""

    label: str
    url: str
    icon: str = "arrow-right"
    note: str = ""
    group: str = "Pages"


type PaletteSource = Callable[[TenantRequest, str], list[PaletteEntry]]

FOOT = "foot"
# Work first, the settings after it; blocks that are not named here stand between, in the order of their entries.
_BLOCKS = {"": 0, "Settings": 2, FOOT: 3}
_items: list[NavItem] = []
_sources: list[PaletteSource] = []
_homes: list[tuple[int, Callable[[Role], bool], str]] = []


def register(item: NavItem) -> None:
    """Put an entry in the side menu and in the palette. Registering the same entry again changes nothing."""
    if item not in _items:
        _items.append(item)
        _items.sort(key=lambda each: (each.order, each.label))


def register_palette_source(source: PaletteSource) -> None:
    """Let the palette find more: `source(request, query)` returns at most a handful of entries, best first."""
    if source not in _sources:
        _sources.append(source)


def register_home(predicate: Callable[[Role], bool], url_name: str, *, order: int = 100) -> None:
    """Say which page opens first for roles that satisfy `predicate`. The lowest `order` that fits wins."""
    _homes.append((order, predicate, url_name))
    _homes.sort(key=lambda each: each[0])


def home_url_name(role: Role) -> str | None:
    """The URL name of a role's first page; None when no app has said one."""
    return next((url_name for _order, fits, url_name in _homes if fits(role)), None)


def palette_sources() -> tuple[PaletteSource, ...]:
    """What apps have registered, in that order."""
    return tuple(_sources)


def items_for(membership: Membership) -> list[NavItem]:
    """The entries that the member's role may reach, in order."""
    return [item for item in _items if item.is_for(membership)]


def sections(request: TenantRequest) -> list[NavSection]:
    """The side menu of this request, with the entry of the current page marked."""
    links = {item: reverse(item.url_name, args=[request.tenant.slug]) for item in items_for(request.membership)}
    current = _closest(request.path, list(links.values()))
    found: dict[str, NavSection] = {}
    for item, url in links.items():
        section = found.setdefault(item.section, NavSection(item.section))
        section.links.append(_link(request, item, url, is_current=url == current))
    return sorted(found.values(), key=lambda section: _BLOCKS.get(section.heading, 1))


def _link(request: TenantRequest, item: NavItem, url: str, *, is_current: bool) -> NavLink:
    badge = item.badge(request) if item.badge else None
    return NavLink(item.label, item.icon, url, is_current, badge or "")


def _closest(path: str, urls: list[str]) -> str:
    """The longest URL that `path` starts with: a partner's page belongs to the list of partners."""
    return max((url for url in urls if path.startswith(url)), key=len, default="")
