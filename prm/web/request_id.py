"""An id for each request: shown on error pages, sent as a header, written in the log."""

from collections.abc import Callable
from uuid import uuid4

from django.http import HttpRequest, HttpResponseBase


class RequestIdMiddleware:
    """Sets `request.id` and the header `X-Request-Id`. Ignores an id that the client sends."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.id = uuid4().hex[:12]  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.headers["X-Request-Id"] = request.id  # type: ignore[attr-defined]
        return response
