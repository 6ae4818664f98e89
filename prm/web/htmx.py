"""What htmx asks for, and how to answer."""

from django.http import HttpRequest, HttpResponse


def is_fragment(request: HttpRequest) -> bool:
    """True when htmx wants a part of the page, not the page: not for boosted links and not for the way back."""
    wants = request.headers.get("HX-Request") == "true"
    return wants and request.headers.get("HX-Request-Type") != "full"


def go_to(url: str) -> HttpResponse:
    """Let htmx load another page of ours, as a redirect would without htmx."""
    return HttpResponse(headers={"HX-Redirect": url})
