"""The tenant's own fields on the partner."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from partners.enums import FieldKind
from partners.forms import CustomFieldForm
from partners.models import CustomField
from partners.operations.custom_fields import change_custom_field, define_custom_field, remove_custom_field
from partners.queries.profile import custom_fields_for
from partners.views.page import moment_of
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify


@requires(Permission.CUSTOM_FIELD_EDIT)
def custom_field_list(request: TenantRequest, tenant: str) -> TemplateResponse:
    """All fields, in the order of forms."""
    context = {"definitions": custom_fields_for(request.membership)}
    return TemplateResponse(request, "partners/custom_field_list.html", context)


@requires(Permission.CUSTOM_FIELD_EDIT)
def custom_field_add(request: TenantRequest, tenant: str) -> HttpResponse:
    """Define a field."""
    form = CustomFieldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            kind = FieldKind(form.cleaned_data["kind"])
            definition = define_custom_field(**form.sent(), kind=kind, by=request.membership, at=moment_of(request).at)
            notify(request, f"{definition.label} was added to every partner.")
            return redirect("partners:custom-field-list", tenant)
    return _form_page(request, form, None)


@requires(Permission.CUSTOM_FIELD_EDIT)
def custom_field_edit(request: TenantRequest, tenant: str, field_id: UUID) -> HttpResponse:
    """Change a field."""
    definition = get_object_or_404(CustomField.objects.all(), pk=field_id)
    form = CustomFieldForm(request.POST or None, definition=definition)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            change_custom_field(**form.sent(), field=definition, by=request.membership, at=moment_of(request).at)
            notify(request, f"{definition.label} was saved.")
            return redirect("partners:custom-field-list", tenant)
    return _form_page(request, form, definition)


@require_POST
@requires(Permission.CUSTOM_FIELD_EDIT)
def custom_field_removal(request: TenantRequest, tenant: str, field_id: UUID) -> HttpResponse:
    """Take a field away."""
    definition = get_object_or_404(CustomField.objects.all(), pk=field_id)
    remove_custom_field(field=definition, by=request.membership, at=moment_of(request).at)
    notify(request, f"{definition.label} was removed.")
    return redirect("partners:custom-field-list", tenant)


def _form_page(request: TenantRequest, form: CustomFieldForm, definition: CustomField | None) -> TemplateResponse:
    context = {"form": form, "definition": definition}
    return TemplateResponse(request, "partners/custom_field_form.html", context, status=422 if form.errors else 200)
