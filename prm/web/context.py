"""What every page's frame needs, worked out only when a template asks for it: a fragment never does."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django.http import HttpRequest

from prm.people.http import TenantRequest
from prm.people.models import Membership
from prm.web import navigation
from prm.web.brand import brand_version
from prm.web.theme import theme_of


@dataclass
class Shell:
    """The frame of one request. Its attributes are for `templates/base.html` and `layouts/app.html`."""

    request: HttpRequest

    @property
    def theme(self) -> str:
        """ "light", "dark", or empty when the person's system decides."""
        return theme_of(self.request)

    @property
    def request_id(self) -> str:
        return getattr(self.request, "id", "")

    @property
    def membership(self) -> Membership | None:
        return getattr(self.request, "membership", None)

    @cached_property
    def _sections(self) -> list[navigation.NavSection]:
        if self.membership is None:
            return []
        return navigation.sections(cast(TenantRequest, self.request))

    @property
    def sections(self) -> list[navigation.NavSection]:
        """The side menu without its foot."""
        return [section for section in self._sections if section.heading != navigation.FOOT]

    @property
    def foot(self) -> list[navigation.NavLink]:
        """The entries at the end of the side menu."""
        return [link for section in self._sections if section.heading == navigation.FOOT for link in section.links]

    @property
    def others(self) -> list[Membership]:
        """The person's memberships in other tenants."""
        everything: list[Membership] = getattr(self.request, "memberships", [])
        return [each for each in everything if each != self.membership]

    @property
    def brand_version(self) -> str:
        """Changes with the tenant's colour, so that its sheet can be cached for ever; empty for the usual colour."""
        return brand_version(self.membership.tenant) if self.membership else ""


def shell(request: HttpRequest) -> dict[str, Any]:
    """`shell`, for every template that is rendered with a request."""
    return {"shell": Shell(request)}
