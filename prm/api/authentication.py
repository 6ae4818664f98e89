"""Who asks. `TenantMiddleware` has found that out already; these classes hand it to the framework."""

from django.contrib.auth.models import AnonymousUser
from rest_framework import authentication
from rest_framework.request import Request

from prm.people.models import Membership, User

Identity = tuple[User | AnonymousUser, Membership]


def membership_of(request: Request) -> Membership | None:
    """The membership that the request came in with, or None for a stranger."""
    return getattr(request._request, "membership", None)


def _by_session(request: Request) -> bool:
    return getattr(request._request, "by_session", False)


class TokenAuthentication(authentication.BaseAuthentication):
    """`Authorization: Bearer <token>`, a member's token for the tenant in the URL."""

    def authenticate(self, request: Request) -> Identity | None:
        membership = membership_of(request)
        if membership is None or _by_session(request):
            return None
        return membership.user or AnonymousUser(), membership

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'


class SessionAuthentication(authentication.SessionAuthentication):
    """The signed-in browser. Whatever changes something must carry the CSRF token."""

    def authenticate(self, request: Request) -> Identity | None:
        membership = membership_of(request)
        if membership is None or not _by_session(request):
            return None
        self.enforce_csrf(request)
        return membership.user or AnonymousUser(), membership
