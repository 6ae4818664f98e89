"""Where a person lands: their one tenant, or the choice of them; and inside a tenant the first page of their role."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from prm.people.http import TenantRequest
from prm.people.models import User
from prm.people.queries import memberships_of
from prm.web import navigation


@require_safe
@login_required
def choose_tenant(request: HttpRequest) -> HttpResponse:
    """`/`: on to the only tenant, or a page of all of them. A person without any learns whom to ask."""
    assert isinstance(request.user, User)
    memberships = memberships_of(request.user)
    if len(memberships) == 1:
        return redirect("web:home", memberships[0].tenant.slug)
    return TemplateResponse(request, "web/choose_tenant.html", {"memberships": memberships})


@require_safe
def home(request: TenantRequest, tenant: str) -> HttpResponseBase:
    """`/t/<slug>/`: on to the first page of the member's role, else to the first entry of their menu."""
    url_name = navigation.home_url_name(request.membership.role_enum)
    if url_name is None:
        reachable = navigation.items_for(request.membership)
        url_name = reachable[0].url_name if reachable else None
    if url_name is None:
        return TemplateResponse(request, "web/welcome.html")
    return redirect(url_name, tenant)
