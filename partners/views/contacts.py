"""The people at a partner."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from partners.forms import ContactForm, DepartureForm
from partners.models import Contact, Partner
from partners.operations.contacts import (
    ContactNotRestorable,
    add_contact,
    mark_contact_back,
    mark_contact_left,
    remove_contact,
    restore_contact,
    update_contact,
)
from partners.queries.profile import contacts_of
from partners.views.page import moment_of, partner_or_404, partner_page_context
from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify


@requires(Permission.PARTNER_VIEW)
def contact_list(request: TenantRequest, tenant: str, partner_id: UUID) -> TemplateResponse:
    """Everybody at the partner, the main contact first."""
    partner = partner_or_404(partner_id)
    context = partner_page_context(request, partner, "contacts") | {
        "contacts": list(contacts_of(partner)[:500]),
        "can_edit_contacts": request.membership.may(Permission.CONTACT_EDIT),
        "today": moment_of(request).today,
    }
    return TemplateResponse(request, "partners/contact_list.html", context)


@requires(Permission.CONTACT_EDIT)
def contact_add(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponse:
    """Add somebody."""
    partner = partner_or_404(partner_id)
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            contact = add_contact(
                partner=partner, fields=form.cleaned_data, by=request.membership, at=moment_of(request).at
            )
            notify(request, f"{contact.name} was added.")
            return redirect("partners:contact-list", tenant, partner.pk)
    return _form_page(request, partner, form, None)


@requires(Permission.CONTACT_EDIT)
def contact_edit(request: TenantRequest, tenant: str, partner_id: UUID, contact_id: UUID) -> HttpResponse:
    """Change what is known of somebody."""
    partner = partner_or_404(partner_id)
    contact = get_object_or_404(Contact.objects.all(), pk=contact_id, partner=partner)
    form = ContactForm(request.POST or None, contact=contact)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            update_contact(contact=contact, changes=form.cleaned_data, by=request.membership, at=moment_of(request).at)
            notify(request, f"{contact.name} was saved.")
            return redirect("partners:contact-list", tenant, partner.pk)
    return _form_page(request, partner, form, contact)


@require_POST
@requires(Permission.CONTACT_EDIT)
def contact_removal(request: TenantRequest, tenant: str, partner_id: UUID, contact_id: UUID) -> HttpResponse:
    """Remove somebody, with a way back in the message."""
    partner = partner_or_404(partner_id)
    contact = get_object_or_404(Contact.objects.all(), pk=contact_id, partner=partner)
    try:
        remove_contact(contact=contact, by=request.membership, at=moment_of(request).at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("partners:contact-edit", tenant, partner.pk, contact_id)
    undo = reverse("partners:contact-restoration", args=[tenant, partner.pk, contact_id])
    notify(request, f"{contact.name} was removed.", undo_url=undo)
    return redirect("partners:contact-list", tenant, partner.pk)


@require_POST
@requires(Permission.CONTACT_EDIT)
def contact_restoration(request: TenantRequest, tenant: str, partner_id: UUID, contact_id: UUID) -> HttpResponse:
    """Take a removal back."""
    partner = partner_or_404(partner_id)
    try:
        contact = restore_contact(
            partner=partner, contact_id=contact_id, by=request.membership, at=moment_of(request).at
        )
        notify(request, f"{contact.name} is back.")
    except ContactNotRestorable as refusal:
        notify(request, str(refusal))
    return redirect("partners:contact-list", tenant, partner.pk)


@require_POST
@requires(Permission.CONTACT_EDIT)
def contact_departure(request: TenantRequest, tenant: str, partner_id: UUID, contact_id: UUID) -> HttpResponse:
    """Say which day was somebody's last, with a way back in the message."""
    partner = partner_or_404(partner_id)
    contact = get_object_or_404(Contact.objects.all(), pk=contact_id, partner=partner)
    form = DepartureForm(request.POST)
    if not form.is_valid():
        return _form_page(request, partner, ContactForm(contact=contact), contact, departure=form)
    day = form.cleaned_data["left_date"]
    mark_contact_left(contact=contact, left_date=day, by=request.membership, at=moment_of(request).at)
    undo = reverse("partners:contact-return", args=[tenant, partner.pk, contact_id])
    notify(request, f"{contact.name}: last day {day.day} {day:%b %Y}.", undo_url=undo)
    return redirect("partners:contact-list", tenant, partner.pk)


@require_POST
@requires(Permission.CONTACT_EDIT)
def contact_return(request: TenantRequest, tenant: str, partner_id: UUID, contact_id: UUID) -> HttpResponse:
    """Take a departure back."""
    partner = partner_or_404(partner_id)
    contact = get_object_or_404(Contact.objects.all(), pk=contact_id, partner=partner)
    try:
        mark_contact_back(contact=contact, by=request.membership, at=moment_of(request).at)
        notify(request, f"{contact.name} is back.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("partners:contact-list", tenant, partner.pk)


def _form_page(
    request: TenantRequest,
    partner: Partner,
    form: ContactForm,
    contact: Contact | None,
    *,
    departure: DepartureForm | None = None,
) -> TemplateResponse:
    departure = departure or DepartureForm(initial={"left_date": moment_of(request).today})
    context = partner_page_context(request, partner, "contacts") | {
        "form": form,
        "contact": contact,
        "departure": departure,
    }
    status = 422 if form.errors or departure.errors else 200
    return TemplateResponse(request, "partners/contact_form.html", context, status=status)
