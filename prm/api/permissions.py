"""What a route asks of a role. Which rows it then reaches is decided by the scope."""

from typing import Any

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from prm.api.authentication import membership_of
from prm.people.permissions import Permission

type Permissions = Permission | tuple[Permission, ...]


def permissions_for(view: Any, method: str) -> tuple[Permission, ...]:
    """The permissions of which a caller needs one: those of the action, else of reading or writing.

    `action_permissions` maps actions of a viewset; `required_permission` reads, and `write_permission` changes (as
    `required_permission` when absent). Raises AttributeError for a view that names none: it stays shut.
    """
    action = getattr(view, "action", None)
    named: Permissions | None = getattr(view, "action_permissions", {}).get(action)
    if named is None:
        named = view.required_permission
        if method not in SAFE_METHODS:
            named = getattr(view, "write_permission", None) or named
    return named if isinstance(named, tuple) else (named,)


class HasPermission(BasePermission):
    """Members whose role has a permission that the view asks for. A stranger is asked to sign in (401)."""

    message = "Your role may not do this."

    def has_permission(self, request: Request, view: Any) -> bool:
        membership = membership_of(request)
        return membership is not None and any(map(membership.may, permissions_for(view, request.method or "")))
