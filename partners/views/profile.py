"""The partner's profile: read, written, created."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from partners.forms import PartnerForm
from partners.operations.partners import create_partner, update_own_profile, update_partner
from partners.queries.partners import values_in_use
from partners.queries.profile import children_of, custom_fields_for, custom_values, mixes_of
from partners.rules import arranges_partners, visible_fields
from partners.tabs import first_tab_url
from partners.views.facts import facts_of
from partners.views.mix import mix_chart, mix_rows
from partners.views.page import moment_of, partner_or_404, partner_page_context
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify

CHILDREN_SHOWN = 50


@requires(Permission.PARTNER_VIEW)
def partner_detail(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponse:
    """The partner's page opens at its first tab."""
    return redirect(first_tab_url(request.membership, partner_or_404(partner_id)))


@requires(Permission.PARTNER_VIEW)
def own_company(request: TenantRequest, tenant: str) -> HttpResponse:
    """Where the people of a partner begin: at their own company's first tab."""
    if request.membership.partner_id is None:
        raise Http404
    return redirect(first_tab_url(request.membership, partner_or_404(request.membership.partner_id)))


@requires(Permission.PARTNER_VIEW)
def partner_profile(request: TenantRequest, tenant: str, partner_id: UUID) -> TemplateResponse:
    """Who the partner is: facts, the tenant's own fields, business mix, and its place among others."""
    partner = partner_or_404(partner_id)
    member = request.membership
    mixes = list(mixes_of(partner)[:12])
    context = partner_page_context(request, partner, "profile") | {
        "facts": facts_of(partner, visible_fields(member), currency=request.tenant.currency),
        "custom": custom_values(partner, custom_fields_for(member)),
        "mixes": mix_rows(mixes),
        "mix_chart": mix_chart(mixes),
        "children": list(children_of(partner)[:CHILDREN_SHOWN]),
        "can_arrange": arranges_partners(member),
    }
    return TemplateResponse(request, "partners/partner_profile.html", context)


@requires(Permission.PARTNER_CREATE)
def partner_create(request: TenantRequest, tenant: str) -> HttpResponse:
    """Add a partner by hand."""
    definitions = custom_fields_for(request.membership)
    form = PartnerForm(request.POST or None, member=request.membership, definitions=definitions)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            partner = create_partner(fields=form.sent(), by=request.membership, at=moment_of(request).at)
            notify(request, f"{partner.name} was added.")
            return redirect("partners:partner-profile", tenant, partner.pk)
    return _form_page(request, "partners/partner_create.html", form, {})


@requires(Permission.PARTNER_EDIT, Permission.PROFILE_EDIT)
def partner_edit(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponse:
    """Edit the fields that the role may write; the partner's own people through the same page."""
    partner = partner_or_404(partner_id)
    member = request.membership
    form = PartnerForm(request.POST or None, member=member, definitions=custom_fields_for(member), partner=partner)
    write = update_own_profile if member.role_enum.is_partner else update_partner
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            write(partner=partner, changes=form.sent(), by=member, at=moment_of(request).at)
            notify(request, "The profile was saved.")
            return redirect("partners:partner-profile", tenant, partner.pk)
        partner = partner_or_404(partner_id)
    return _form_page(request, "partners/partner_edit.html", form, partner_page_context(request, partner, "profile"))


def _form_page(request: TenantRequest, template: str, form: PartnerForm, context: dict[str, Any]) -> TemplateResponse:
    known = [name for name in ("tier", "region", "type") if name in form.fields]
    suggestions = values_in_use(*known) if known else {}
    status = 422 if form.errors else 200
    return TemplateResponse(request, template, context | {"form": form, "suggestions": suggestions}, status=status)
