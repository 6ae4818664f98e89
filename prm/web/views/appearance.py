"""How pages look: the person's theme, the tenant's colour."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from prm.people.http import TenantRequest
from prm.web.brand import brand_sheet
from prm.web.theme import remember_theme


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or neither, and go back to where the person was."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        target = "/"
    response = redirect(target)
    remember_theme(response, request.POST.get("theme", ""))
    return response


@require_safe
def brand(request: TenantRequest, tenant: str, version: str) -> HttpResponse:
    """The tenant's colour as a style sheet. `version` is only there to make a new address when the colour changes."""
    response = HttpResponse(brand_sheet(request.tenant.brand_colour), content_type="text/css; charset=utf-8")
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response
