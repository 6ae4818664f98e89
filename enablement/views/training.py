"""The partner's training tab: certificates held, certificates asked for, required tasks."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from enablement.calculations.tasks import TaskState
from enablement.calculations.validity import CertificateState
from enablement.forms import CertificateForm, TaskForm
from enablement.models import Certificate
from enablement.operations.certificates import add_certificate, change_certificate, remove_certificate
from enablement.queries.training import certificates_of, requirements_of, tasks_of
from enablement.views.rows import certificate_rows, requirement_rows, task_rows
from partners.models import Partner
from partners.views.page import moment_of, partner_or_404, partner_page_context
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify


@require_safe
@requires(Permission.ENABLEMENT_VIEW)
def partner_training(request: TenantRequest, tenant: str, partner_id: UUID) -> TemplateResponse:
    """What the partner's people hold, what its tier asks for, and what it must do."""
    partner = partner_or_404(partner_id)
    return TemplateResponse(request, "enablement/partner_training.html", training_context(request, partner))


@requires(Permission.ENABLEMENT_EDIT)
def certificate_add(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponse:
    """Write down that somebody was certified."""
    partner = partner_or_404(partner_id)
    form = CertificateForm(request.POST or None, partner=partner)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            add_certificate(partner=partner, by=request.membership, at=moment_of(request).at, **form.cleaned_data)
            notify(request, f"The certificate of {form.chosen_contact().name} was added.")
            return redirect("enablement:partner-training", tenant, partner.pk)
    return _certificate_page(request, partner, form, None)


@requires(Permission.ENABLEMENT_EDIT)
def certificate_edit(request: TenantRequest, tenant: str, partner_id: UUID, certificate_id: UUID) -> HttpResponse:
    """Correct a certificate."""
    partner = partner_or_404(partner_id)
    certificate = _certificate_or_404(partner, certificate_id)
    form = CertificateForm(request.POST or None, partner=partner, row=certificate)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            change_certificate(
                certificate=certificate, changes=form.cleaned_data, by=request.membership, at=moment_of(request).at
            )
            notify(request, "The certificate was saved.")
            return redirect("enablement:partner-training", tenant, partner.pk)
    return _certificate_page(request, partner, form, certificate)


@require_POST
@requires(Permission.ENABLEMENT_EDIT)
def certificate_removal(request: TenantRequest, tenant: str, partner_id: UUID, certificate_id: UUID) -> HttpResponse:
    """Take a certificate away that was never earned."""
    partner = partner_or_404(partner_id)
    certificate = _certificate_or_404(partner, certificate_id)
    remove_certificate(certificate=certificate, by=request.membership, at=moment_of(request).at)
    notify(request, f"{certificate.certification.name} of {certificate.contact.name} was removed.")
    return redirect("enablement:partner-training", tenant, partner.pk)


def training_context(request: TenantRequest, partner: Partner, *, task_form: TaskForm | None = None) -> dict[str, Any]:
    """What the tab shows: three queries besides those of the partner's page, however many rows there are."""
    today = moment_of(request).today
    certificates = list(certificates_of(partner)[:1000])
    tasks = task_rows(tasks_of(partner)[:500], today=today)
    valid = sum(each.state_on(today) in (CertificateState.VALID, CertificateState.EXPIRING) for each in certificates)
    overdue = sum(row.state is TaskState.OVERDUE for row in tasks)
    return partner_page_context(request, partner, "training") | {
        "certificates": certificate_rows(certificates, today=today),
        "valid_note": f"{valid} valid" if certificates else "",
        "asked_title": f"{partner.tier} asks for" if partner.tier else "Asked of every partner",
        "requirements": requirement_rows(requirements_of(partner, certificates, as_of=today)),
        "open_tasks": [row for row in tasks if row.task.done_date is None],
        "done_tasks": [row for row in tasks if row.task.done_date is not None][:30],
        "task_note": f"{overdue} overdue" if overdue else "",
        "may_edit": request.membership.may(Permission.ENABLEMENT_EDIT),
        "task_form": task_form or TaskForm(),
    }


def _certificate_or_404(partner: Partner, certificate_id: UUID) -> Certificate:
    return get_object_or_404(certificates_of(partner), pk=certificate_id)


def _certificate_page(
    request: TenantRequest, partner: Partner, form: CertificateForm, certificate: Certificate | None
) -> TemplateResponse:
    context = partner_page_context(request, partner, "training") | {"form": form, "certificate": certificate}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "enablement/certificate_form.html", context, status=status)
