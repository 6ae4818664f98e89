"""What a route asks of a role. Which rows it then reaches is decided by the scope."""

from typing import Any

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from prm.api.authentication import membership_of
from prm.people.permissions import Permission


def permission_for(view: Any, method: str) -> Permission:
    """The permission that `method` needs on `view`: `required_permission`, and `write_permission` for changes.

    Raises AttributeError for a view that names none: a route without a rule stays shut.
    """
    reading: Permission = view.required_permission
    writing: Permission = getattr(view, "write_permission", None) or reading
    return reading if method in SAFE_METHODS else writing


class HasPermission(BasePermission):
    """Members whose role has the view's permission. A stranger is asked to sign in (401)."""

    message = "Your role may not do this."

    def has_permission(self, request: Request, view: Any) -> bool:
        membership = membership_of(request)
        return membership is not None and membership.may(permission_for(view, request.method or ""))
