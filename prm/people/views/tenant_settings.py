"""The tenant's settings, and its logo."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prm.events.presenting import entries_of
from prm.events.recording import history_of
from prm.people.forms import LogoForm, SettingsForm
from prm.people.http import TenantRequest, requires
from prm.people.operations import tenant_settings as operations
from prm.people.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SETTINGS_EDIT)
def settings_page(request: TenantRequest, tenant: str) -> HttpResponseBase:
    """Name, brand, currency, fiscal year, time zone and thresholds."""
    form = SettingsForm(request.POST or None, instance=copy(request.tenant))
    if request.method == "POST" and form.is_valid() and _saved(request, form):
        return redirect("people:settings", tenant)
    return _page(request, form=form, logo_form=LogoForm())


def _saved(request: TenantRequest, form: SettingsForm) -> bool:
    try:
        operations.change_settings(values=form.values(), by=request.membership, at=timezone.now())
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, "Settings saved.")
    return True


@require_POST
@requires(Permission.SETTINGS_EDIT)
def change_logo(request: TenantRequest, tenant: str) -> HttpResponseBase:
    """Put up a new logo; `remove` in the form takes the old one away."""
    form = LogoForm(request.POST, request.FILES)
    if "remove" not in request.POST and not form.is_valid():
        return _page(request, form=SettingsForm(instance=copy(request.tenant)), logo_form=form)
    png = None if "remove" in request.POST else form.cleaned_data["logo"]
    operations.change_logo(png=png, by=request.membership, at=timezone.now())
    messages.success(request, "Logo saved." if png else "Logo removed.")
    return redirect("people:settings", tenant)


def _page(request: TenantRequest, *, form: SettingsForm, logo_form: LogoForm) -> HttpResponseBase:
    entries = entries_of(history_of(request.tenant)[:50], about=request.tenant.pk)
    context = {"form": form, "logo_form": logo_form, "entries": entries}
    return TemplateResponse(request, "people/settings.html", context)


@require_safe
@requires(Permission.PARTNER_VIEW)
def logo(request: TenantRequest, tenant: str) -> HttpResponse:
    """The tenant's logo, for its own people. Only what `prm.people.logos` wrote ever stands there."""
    if not request.tenant.brand_logo:
        raise Http404
    return HttpResponse(bytes(request.tenant.brand_logo), content_type="image/png")
