"""Which permissions the code asks for, route by route and method by method, as it stands."""

from typing import Any

from prm.api.permissions import permissions_for
from prm.people.permissions import Permission
from tests.isolation.routes import Route, tenant_routes

Asked = dict[str, frozenset[Permission]]
# Pages outside `@requires` are for every member.
EVERYBODY: frozenset[Permission] = frozenset()
WRITES = ("post", "put", "patch", "delete")


def asked_of(route: Route) -> Asked:
    """The permissions of which one is needed, by method; a page has one answer for all its methods, under "any"."""
    if route.is_page:
        return {"any": getattr(route.view, "permissions", EVERYBODY)}
    return {method: _of_method(route.view, method) for method in _methods(route.view)}


def _methods(view: Any) -> list[str]:
    actions = getattr(view, "actions", None)
    if actions:
        return [method for method in ("get", *WRITES) if method in actions]
    return [method for method in ("get", *WRITES) if hasattr(view.cls, method)]


def _of_method(view: Any, method: str) -> frozenset[Permission]:
    instance = view.cls(**getattr(view, "initkwargs", {}))
    instance.action = (getattr(view, "actions", None) or {}).get(method)
    return frozenset(permissions_for(instance, method.upper()))


def everything_asked() -> dict[str, Asked]:
    """By the name of the route."""
    return {route.name: asked_of(route) for route in tenant_routes()}
