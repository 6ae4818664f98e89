"""A partner's tier: where it stands, what is missing to the next level, and exceptions."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partners.models import Partner
from partners.views.page import moment_of, partner_or_404, partner_page_context
from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.models import Membership
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify
from programs.calculations.rules import Rules
from programs.enums import ReviewState, TierHow
from programs.forms.decisions import ExceptionForm
from programs.models import Program, TierException
from programs.operations.exceptions import end_exception, grant_exception
from programs.queries.programs import version_on
from programs.queries.reviews import reviews_of
from programs.queries.standing import ProgramStanding, standings_of
from programs.queries.tiers import exceptions_of, tiers_of
from sales.queries.bookings import data_date

SHOWN = 20


@require_safe
@requires(Permission.TIER_VIEW)
def partner_tier(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponse:
    """The partner's level today, live progress to the next, what each brings, and how it came about."""
    partner = partner_or_404(partner_id)
    today = moment_of(request).today
    as_of = data_date(today=today)
    context = partner_page_context(request, partner, "tier") | {
        "standings": [
            _standing(request, partner, each, today=today)
            for each in standings_of(partner, tenant=request.tenant, as_of=as_of, today=today)
        ],
        "as_of": as_of,
        "may_decide": request.membership.may(Permission.TIER_DECIDE),
        "may_edit": request.membership.may(Permission.TIER_EDIT),
        "is_partner": request.membership.role_enum.is_partner,
    }
    return TemplateResponse(request, "programs/partner_tier.html", context)


def _standing(request: TenantRequest, partner: Partner, stands: ProgramStanding, *, today: date) -> dict[str, Any]:
    """What the page shows of one programme."""
    span, target = stands.span, stands.target
    coming = next((each for each in stands.timeline if each.start_date > today), None)
    return {
        "program": stands.program,
        "rules": stands.rules,
        "evaluation": stands.evaluation,
        "level": stands.level,
        "by_exception": span is not None and span.how is TierHow.EXCEPTION,
        "until": span.end_date if span else None,
        "coming": coming,
        "coming_name": _name(stands.rules, coming.level if coming else None),
        "target": target,
        "to_keep": stands.to_keep,
        "percent": stands.percent,
        "percent_words": f"{stands.percent}%" if target else "",
        "history": list(tiers_of(partner, stands.program)[:SHOWN]),
    } | (_for_staff(partner, stands.program) if not request.membership.role_enum.is_partner else {})


def _name(rules: Rules, key: str | None) -> str:
    level = rules.level(key)
    return level.name if level else "no level"


def _for_staff(partner: Partner, program: Program) -> dict[str, Any]:
    reviews = list(reviews_of(partner).filter(program=program)[:SHOWN])
    return {
        "reviews": reviews,
        "open_review": next((each for each in reviews if each.state == ReviewState.PROPOSED), None),
        "exceptions": list(exceptions_of(partner, program)[:SHOWN]),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.TIER_DECIDE)
def exception_grant(request: TenantRequest, tenant: str, partner_id: UUID, program_id: UUID) -> HttpResponse:
    """Give the partner a level for a time, with a reason."""
    partner, program = partner_or_404(partner_id), get_object_or_404(Program, pk=program_id)
    now = moment_of(request)
    version = version_on(program, now.today)
    if version is None:
        messages.error(request, "No version of this programme is in force today.")
        return redirect("programs:partner-tier", tenant, partner_id)
    form = ExceptionForm(request.POST or None, rules=version.rules(), today=now.today)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            exception = _grant(form, partner, program, now.today, request.membership, now.at)
            end = exception.end_date
            notify(request, f"{partner.name} is {exception.level_name} until {end.day} {end:%b %Y}.")
            return redirect("programs:partner-tier", tenant, partner_id)
    context = partner_page_context(request, partner, "tier") | {"form": form, "program": program}
    return TemplateResponse(request, "programs/exception_grant.html", context, status=422 if form.errors else 200)


def _grant(
    form: ExceptionForm, partner: Partner, program: Program, today: date, by: Membership, at: Any
) -> TierException:
    return grant_exception(partner=partner, program=program, today=today, by=by, at=at, **form.cleaned_data)


@require_POST
@requires(Permission.TIER_DECIDE)
def exception_end(request: TenantRequest, tenant: str, partner_id: UUID, exception_id: UUID) -> HttpResponse:
    """End an exception before its day."""
    partner = partner_or_404(partner_id)
    exception = get_object_or_404(TierException, pk=exception_id, partner=partner)
    now = moment_of(request)
    try:
        end_exception(exception=exception, today=now.today, by=request.membership, at=now.at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        notify(request, "The exception has ended.")
    return redirect("programs:partner-tier", tenant, partner_id)
