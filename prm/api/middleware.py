"""Headers that every answer of the API carries."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from prm.api.throttles import RateLimit


class RateLimitHeaders:
    """Tells a counted caller how much is left (`RateLimit`, `RateLimit-Policy`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        limit: RateLimit | None = getattr(request, "rate_limit", None)
        for name, value in limit.headers().items() if limit else ():
            response.headers[name] = value
        return response
