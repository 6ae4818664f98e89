"""The request inside a tenant: who asks, and for whom. And the rule that stands before a view."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, cast

from django.http import Http404, HttpRequest, HttpResponseBase

from prm.people.models import Membership, User
from prm.people.permissions import Permission
from prm.tenancy.models import Tenant


class TenantRequest(HttpRequest):
    """A request that `TenantMiddleware` let into a tenant: user and membership are there, always."""

    user: User
    tenant: Tenant
    membership: Membership
    memberships: list[Membership]


def requires[**P](
    *permissions: Permission,
) -> Callable[
    [Callable[Concatenate[TenantRequest, P], HttpResponseBase]],
    Callable[Concatenate[TenantRequest, P], HttpResponseBase],
]:
    """Let only members with one of `permissions` reach the view; for others it is not there (404)."""

    def decorate(
        view: Callable[Concatenate[TenantRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[TenantRequest, P], HttpResponseBase]:
        @wraps(view)
        def checked(request: TenantRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not any(request.membership.may(permission) for permission in permissions):
                raise Http404
            return view(request, *args, **kwargs)

        checked.permissions = frozenset(permissions)  # type: ignore[attr-defined]
        return cast("Callable[Concatenate[TenantRequest, P], HttpResponseBase]", checked)

    return decorate
