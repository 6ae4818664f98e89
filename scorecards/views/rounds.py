"""Rounds: the list of those that are open, a partner's, and what opens and closes them."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from partners.views.page import moment_of, partner_or_404, partner_page_context
from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.toasts import notify
from scorecards.forms.rounds import RoundForm
from scorecards.models import Assessment
from scorecards.operations import rounds as operations
from scorecards.queries.rounds import counted, sets_to_open, versions_with_times
from scorecards.views.answering_page import assessment_or_404
from scorecards.views.round_rows import round_rows, times_rows


@require_safe
@requires(Permission.ASSESSMENT_VIEW)
def round_index(request: TenantRequest, tenant: str) -> HttpResponse:
    """Every open round in reach, and for our own people how long filling in takes."""
    is_partner = request.membership.role_enum.is_partner
    context = {
        "rows": round_rows(counted().filter(closed_at=None), request.membership, at=moment_of(request).at),
        "is_partner": is_partner,
        "with_partner": not is_partner,
        "times": [] if is_partner else times_rows(versions_with_times()),
    }
    return TemplateResponse(request, "scorecards/round_index.html", context)


@require_safe
@requires(Permission.ASSESSMENT_VIEW)
def round_list(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponse:
    """A partner's rounds, newest first, and the sets that could be asked next."""
    return _list_page(request, partner_id, None)


@require_POST
@requires(Permission.ASSESSMENT_MANAGE)
def round_start(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponse:
    """Open a round, and go to it."""
    partner = partner_or_404(partner_id)
    form = RoundForm(request.POST, sets=sets_to_open(partner))
    if not form.is_valid():
        return _list_page(request, partner_id, form)
    member, at = request.membership, moment_of(request).at
    try:
        assessment = operations.start_round(
            partner=partner,
            question_set=form.cleaned_data["set"],
            due_date=form.cleaned_data["due_date"],
            by=member,
            at=at,
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _list_page(request, partner_id, form)
    undo = reverse("scorecards:round-withdrawal", args=[tenant, assessment.pk])
    notify(request, f"A round of {assessment.question_set.name} is open.", undo_url=undo)
    return redirect("scorecards:answering", tenant, assessment.pk)


@require_POST
@requires(Permission.ASSESSMENT_MANAGE)
def round_closure(request: TenantRequest, tenant: str, assessment_id: UUID) -> HttpResponse:
    """Close a round; a toast takes it back."""
    at = moment_of(request).at
    undo = reverse("scorecards:round-reopening", args=[tenant, assessment_id])
    return _run(
        request,
        assessment_id,
        lambda each: operations.close_round(assessment=each, by=request.membership, at=at),
        "The round is closed.",
        undo_url=undo,
    )


@require_POST
@requires(Permission.ASSESSMENT_MANAGE)
def round_reopening(request: TenantRequest, tenant: str, assessment_id: UUID) -> HttpResponse:
    """Take a closing back within the day."""
    at = moment_of(request).at
    return _run(
        request,
        assessment_id,
        lambda each: operations.reopen_round(assessment=each, by=request.membership, at=at),
        "The round is open again.",
    )


@require_POST
@requires(Permission.ASSESSMENT_MANAGE)
def round_withdrawal(request: TenantRequest, tenant: str, assessment_id: UUID) -> HttpResponse:
    """Take an opening back while nobody has answered."""
    at = moment_of(request).at
    return _run(
        request,
        assessment_id,
        lambda each: operations.withdraw_round(assessment=each, by=request.membership, at=at),
        "The round was withdrawn.",
    )


@require_POST
@requires(Permission.ASSESSMENT_ANSWER)
def round_finish(request: TenantRequest, tenant: str, assessment_id: UUID) -> HttpResponse:
    """The partner's people say that they are through."""
    at = moment_of(request).at
    return _run(
        request,
        assessment_id,
        lambda each: operations.finish_answering(assessment=each, by=request.membership, at=at),
        "Thank you. Your contact sees your answers now; you can change them until the round is closed.",
    )


def _run(
    request: TenantRequest,
    assessment_id: UUID,
    change: Callable[[Assessment], object],
    sentence: str,
    *,
    undo_url: str = "",
) -> HttpResponse:
    """Make the change and tell of it; a refusal is told instead."""
    assessment = assessment_or_404(assessment_id)
    partner_id = assessment.partner_id
    try:
        change(assessment)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        notify(request, sentence, undo_url=undo_url)
    return redirect("scorecards:round-list", request.tenant.slug, partner_id)


def _list_page(request: TenantRequest, partner_id: UUID, form: RoundForm | None) -> HttpResponse:
    partner = partner_or_404(partner_id)
    may_manage = request.membership.may(Permission.ASSESSMENT_MANAGE)
    context = partner_page_context(request, partner, "capabilities") | {
        "rows": round_rows(counted().filter(partner=partner), request.membership, at=moment_of(request).at),
        "is_partner": request.membership.role_enum.is_partner,
        "form": form or (RoundForm(sets=sets_to_open(partner)) if may_manage else None),
    }
    status = 422 if form else 200
    return TemplateResponse(request, "scorecards/round_list.html", context, status=status)
