"""A member's own API tokens."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from prm.people.forms import TokenForm
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.people.queries import tokens_of
from prm.people.tokens import issue_token
from prm.people.tokens import revoke_token as revoke


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.TOKEN_MANAGE)
def token_list(request: TenantRequest, tenant: str) -> HttpResponseBase:
    """One's own tokens; a POST makes one and shows it on the page that answers, and never again."""
    form, secret = TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        secret = issue_token(membership=request.membership, name=name, at=timezone.now())
        form = TokenForm()
    context = {"form": form, "secret": secret, "tokens": tokens_of(request.membership)}
    return TemplateResponse(request, "people/token_list.html", context)


@require_POST
@requires(Permission.TOKEN_MANAGE)
def revoke_token(request: TenantRequest, tenant: str, token_id: UUID) -> HttpResponse:
    """End one of one's own tokens."""
    token = get_object_or_404(tokens_of(request.membership), pk=token_id)
    revoke(token=token, by=request.membership, at=timezone.now())
    messages.success(request, f"“{token.name}” no longer works.")
    return redirect("people:token-list", tenant)
