"""The agreement on a plan: where it stands, who signs, and what changes with an amendment."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from partners.views.page import moment_of
from planning.documents.plans.agreement_words import standing_of
from planning.enums import Case, Party, PlanState
from planning.forms.agreement import ReasonForm, SignatureForm
from planning.models import BusinessPlan
from planning.operations.agreement.flow import (
    accept_plan,
    amend_plan,
    approve_plan,
    close_plan,
    reopen_plan,
    share_plan,
)
from planning.queries.agreement.agreed import hash_of, open_amendment, signatures_of, versions_of
from planning.queries.agreement.changes import changes_of
from planning.queries.agreement.signers import partners_signers
from planning.queries.plans.paper import case_results
from planning.rules import party_of
from planning.views.agreement.rows import agreed_rows, shown_signatures, steps_of, timeline, what_may
from planning.views.plans.page import get_plan_or_404, plan_page
from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.toasts import notify

PAGE = "planning:plan-agreement"


@require_safe
@requires(Permission.PLAN_VIEW)
def plan_agreement(request: TenantRequest, tenant: str, plan_id: UUID) -> HttpResponse:
    """In plain words how far the plan is, what is next and whose turn it is; signatures, versions, differences."""
    return _page(request, get_plan_or_404(plan_id))


def _page(request: TenantRequest, plan: BusinessPlan, **bound: forms.Form) -> HttpResponse:
    """The page; `bound` are forms that were refused, by name, which makes it a 422."""
    versions = versions_of(plan)
    signatures = signatures_of([each.pk for each in versions])
    digest = hash_of(plan)
    own = [each for each in signatures if each.plan_id == plan.pk]
    names = {"partner": plan.partner.name, "vendor": request.tenant.name}
    fresh = {"typed_name": "", "seen_hash": digest}
    context = plan_page(request, plan, PAGE) | {
        "standing": _standing(request, plan),
        "steps": steps_of(plan),
        "nobody_signs": _nobody_signs(request, plan),
        "may_invite": request.membership.may(Permission.PEOPLE_MANAGE),
        "may": what_may(request.membership, plan),
        "cases": (cases := sorted(case_results(plan), key=lambda each: each.case is not Case.BASE)),
        "agreed_rows": agreed_rows(cases),
        "document_hash": digest,
        "signatures": shown_signatures(own, document_hash=digest, **names),
        "versions": versions,
        "timeline": timeline(versions, signatures),
        "changes": changes_of(plan, plan.amends) if plan.amends else None,
        "amendment": open_amendment(plan),
        "sign_form": bound.get("sign", SignatureForm(initial=fresh)),
        "reopen_form": bound.get("reopen", ReasonForm(auto_id="reopen-%s")),
        "amend_form": bound.get("amend", ReasonForm(auto_id="amend-%s")),
        "close_form": bound.get("close", ReasonForm(auto_id="close-%s")),
        "vendor_name": request.tenant.name,
    }
    return TemplateResponse(request, "planning/plan_agreement.html", context, status=422 if bound else 200)


def _standing(request: TenantRequest, plan: BusinessPlan) -> Any:
    return standing_of(
        plan.state_enum,
        reader=party_of(request.membership),
        partner=plan.partner.name,
        vendor=request.tenant.name,
        is_hidden=plan.is_vendor_draft,
        is_amendment=plan.amends_id is not None,
        reason=plan.closing_reason,
    )


def _nobody_signs(request: TenantRequest, plan: BusinessPlan) -> bool:
    """Whether the vendor has to invite somebody of the partner before the plan can be accepted."""
    waits = plan.state_enum in (PlanState.DRAFT, PlanState.SHARED) and party_of(request.membership) is Party.VENDOR
    return waits and not partners_signers(plan).exists()


@require_POST
@requires(Permission.PLAN_EDIT)
def plan_share(request: TenantRequest, tenant: str, plan_id: UUID) -> HttpResponse:
    """Hand a draft to both sides."""
    plan = get_plan_or_404(plan_id)
    try:
        share_plan(plan=plan, by=request.membership, at=moment_of(request).at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        notify(request, f"Shared. {plan.partner.name} may now accept it.")
    return redirect(PAGE, tenant, plan.pk)


@require_POST
@requires(Permission.PLAN_ACCEPT)
def plan_acceptance(request: TenantRequest, tenant: str, plan_id: UUID) -> HttpResponse:
    """The partner signs."""
    plan = get_plan_or_404(plan_id)

    def act(form: SignatureForm) -> str:
        accept_plan(plan=plan, ink=form.ink(), by=request.membership, at=moment_of(request).at)
        return f"Signed. {request.tenant.name} approves next."

    return _signed(request, plan, act)


@require_POST
@requires(Permission.PLAN_APPROVE)
def plan_approval(request: TenantRequest, tenant: str, plan_id: UUID) -> HttpResponse:
    """The vendor signs, and the plan is active."""
    plan = get_plan_or_404(plan_id)

    def act(form: SignatureForm) -> str:
        now = moment_of(request)
        by = request.membership
        approve_plan(plan=plan, ink=form.ink(), by=by, at=now.at, tenant=request.tenant, today=now.today)
        return "Signed. The plan is active."

    return _signed(request, plan, act)


def _signed(request: TenantRequest, plan: BusinessPlan, act: Callable[[SignatureForm], str]) -> HttpResponse:
    """Sign, or show the page again with what was typed and the hash of what stands there now."""
    form = SignatureForm(request.POST)
    if form.is_valid():
        try:
            done = act(form)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            notify(request, done)
            return redirect(PAGE, request.tenant.slug, plan.pk)
    form.data = {**request.POST.dict(), "seen_hash": hash_of(plan)}
    return _page(request, get_plan_or_404(plan.pk), sign=form)


@require_POST
@requires(Permission.PLAN_EDIT)
def plan_reopening(request: TenantRequest, tenant: str, plan_id: UUID) -> HttpResponse:
    """Back to where both sides may change it."""
    plan = get_plan_or_404(plan_id)

    def act(reason: str) -> tuple[BusinessPlan, str]:
        by, at = request.membership, moment_of(request).at
        return reopen_plan(plan=plan, reason=reason, by=by, at=at), "Open again. Both sides may change it."

    return _reasoned(request, plan, "reopen", act)


@require_POST
@requires(Permission.PLAN_EDIT)
def plan_amendment(request: TenantRequest, tenant: str, plan_id: UUID) -> HttpResponse:
    """Begin the next version."""
    plan = get_plan_or_404(plan_id)

    def act(reason: str) -> tuple[BusinessPlan, str]:
        now, by = moment_of(request), request.membership
        draft = amend_plan(plan=plan, reason=reason, by=by, at=now.at, tenant=request.tenant, today=now.today)
        return draft, f"Version {draft.version} is a copy to change. Version {plan.version} counts until it is signed."

    return _reasoned(request, plan, "amend", act)


@require_POST
@requires(Permission.PLAN_APPROVE)
def plan_closing(request: TenantRequest, tenant: str, plan_id: UUID) -> HttpResponse:
    """End a plan by hand."""
    plan = get_plan_or_404(plan_id)

    def act(reason: str) -> tuple[BusinessPlan, str]:
        return close_plan(plan=plan, reason=reason, by=request.membership, at=moment_of(request).at), "Closed."

    return _reasoned(request, plan, "close", act)


def _reasoned(
    request: TenantRequest, plan: BusinessPlan, name: str, act: Callable[[str], tuple[BusinessPlan, str]]
) -> HttpResponse:
    """Do what needs a reason, or show the page again with what is wrong with it."""
    form = ReasonForm(request.POST, auto_id=f"{name}-%s")
    if form.is_valid():
        try:
            shown, done = act(form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            notify(request, done)
            return redirect(PAGE, request.tenant.slug, shown.pk)
    return _page(request, get_plan_or_404(plan.pk), **{name: form})
