"""Error pages. They look alike whoever asks and touch no database: what failed may be the database."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from prm.web.context import Shell


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what came in could not be understood."""
    return _page(request, HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: only for what everybody may know exists; the rest is not found."""
    return _page(request, HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: not there, or not for this person. The page does not say which."""
    return _page(request, HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; nothing was changed."""
    return _page(request, HTTPStatus.INTERNAL_SERVER_ERROR)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose secret is missing or old, as after signing in again in another tab."""
    return _page(request, HTTPStatus.FORBIDDEN, name="csrf")


def _page(request: HttpRequest, status: HTTPStatus, *, name: str = "") -> HttpResponse:
    body = render_to_string(f"errors/{name or status.value}.html", {"shell": Shell(_anonymous(request))})
    return HttpResponse(body, status=status)


def _anonymous(request: HttpRequest) -> HttpRequest:
    """The request without the tenant, so that no error page names one."""
    bare = HttpRequest()
    bare.COOKIES = request.COOKIES
    bare.id = getattr(request, "id", "")  # type: ignore[attr-defined]
    return bare
