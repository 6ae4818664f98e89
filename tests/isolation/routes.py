"""Every route of the product, read from the URL configuration itself."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

_PATH_KWARG = re.compile(r"<(?:\w+:)?(\w+)>")
_REGEX_KWARG = re.compile(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")
PAGE = "t/{tenant}/"
API = "api/v1/{tenant}/"


@dataclass(frozen=True)
class Route:
    """One URL pattern: its path with `{kwarg}` where something is filled in, its full name, and its view."""

    path: str
    name: str
    view: Callable[..., Any]

    @property
    def is_page(self) -> bool:
        return self.path.startswith(PAGE)

    @property
    def is_api(self) -> bool:
        return self.path.startswith(API)

    @property
    def is_of_tenant(self) -> bool:
        return self.is_page or self.is_api

    @property
    def kwargs(self) -> list[str]:
        """What is filled in, without the tenant."""
        return [name for name in re.findall(r"{(\w+)}", self.path) if name != "tenant"]

    def url(self, tenant: str, **values: object) -> str:
        return "/" + self.path.format(tenant=tenant, **values)


def all_routes() -> list[Route]:
    """Every pattern of the resolver, in its order."""
    return list(_walk(get_resolver(), "", ""))


def tenant_routes() -> list[Route]:
    """Pages and API routes of a tenant."""
    return [route for route in all_routes() if route.is_of_tenant]


def _walk(resolver: URLResolver, prefix: str, namespace: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        path = prefix + _readable(str(entry.pattern))
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, path, inner)
        elif isinstance(entry, URLPattern):
            yield Route(path, f"{namespace}{entry.name or path}", entry.callback)


def _readable(pattern: str) -> str:
    pattern = _REGEX_KWARG.sub(r"{\1}", pattern)
    pattern = _PATH_KWARG.sub(r"{\1}", pattern)
    return re.sub(r"\\Z|[\^$?\\]", "", pattern)
