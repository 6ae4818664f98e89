"""The page behind the link of an invitation. It stands outside every tenant."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from prm.people.forms import AccountForm
from prm.people.models import Invitation, User
from prm.people.operations import acceptance

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, slug: str, secret: str) -> HttpResponseBase:
    """Take up an invitation: with the account one is signed in to, or with a new one for the invited address.

    Whoever has an account already is asked to sign in first. A link that does not work is a page that is not there.
    """
    try:
        found = acceptance.open_invitation(slug=slug, secret=secret, at=timezone.now())
    except acceptance.InvitationClosed as error:
        raise Http404 from error
    if isinstance(request.user, User):
        return _for_account(request, request.user, found, secret)
    email = found.membership.email
    if User.objects.filter(email=email).exists():
        return _page(request, found, needs_sign_in=True)
    return _for_newcomer(request, email, found, secret)


def _for_account(request: HttpRequest, user: User, found: Invitation, secret: str) -> HttpResponseBase:
    return _accept(request, user, found, secret) if request.method == "POST" else _page(request, found)


def _for_newcomer(request: HttpRequest, email: str, found: Invitation, secret: str) -> HttpResponseBase:
    form = AccountForm(request.POST or None, email=email, initial={"name": found.membership.display_name})
    if request.method != "POST" or not form.is_valid():
        return _page(request, found, form=form)
    user = acceptance.open_account(email=email, name=form.cleaned_data["name"], password=form.cleaned_data["password"])
    login(request, user, backend=BACKEND)
    return _accept(request, user, found, secret)


def _accept(request: HttpRequest, user: User, found: Invitation, secret: str) -> HttpResponse:
    slug = found.tenant.slug
    try:
        acceptance.accept_invitation(slug=slug, secret=secret, user=user, at=timezone.now())
    except acceptance.InvitationClosed as error:
        raise Http404 from error
    except acceptance.AlreadyMember:
        messages.error(request, f"{user.email} already works with {found.tenant.name}.")
        return redirect("root")
    return redirect(f"/t/{slug}/")


def _page(request: HttpRequest, found: Invitation, **context: object) -> HttpResponseBase:
    return TemplateResponse(request, "people/invitation.html", {"invitation": found, **context})
