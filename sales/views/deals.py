"""One deal: seen, recorded, changed, and removed while it is fresh."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from partners.models import Partner
from partners.views.page import moment_of, partner_or_404, partner_page_context
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify
from sales.forms.deals import DealForm, MoveForm
from sales.models import Deal
from sales.operations.customers import customer_named
from sales.operations.deals import TooLateToWithdraw, add_deal, change_deal, withdraw_deal
from sales.queries.customers import names_in_reach
from sales.queries.deals import deals_in_reach, fact_of, moves_of
from sales.rules import sees_judgement


@require_safe
@requires(Permission.DEAL_VIEW)
def deal_detail(request: TenantRequest, tenant: str, partner_id: UUID, deal_id: UUID) -> HttpResponse:
    """All that is known of a deal, and its way through the stages."""
    partner = partner_or_404(partner_id)
    return deal_page(request, partner, deal_or_404(partner, deal_id))


@requires(Permission.DEAL_EDIT)
def deal_add(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponse:
    """Record a deal that the partner works on."""
    partner, now = partner_or_404(partner_id), moment_of(request)
    form = DealForm(request.POST or None, partner=partner)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            fields = _sent(request, form)
            stage = fields.pop("stage")
            deal = add_deal(
                partner=partner, stage=stage, fields=fields, today=now.today, by=request.membership, at=now.at
            )
            undo = reverse("sales:deal-withdrawal", args=[tenant, partner.pk, deal.pk])
            notify(request, f"{deal.name} was recorded.", undo_url=undo)
            return redirect("sales:partner-deals", tenant, partner.pk)
    return _form_page(request, partner, form, None)


@requires(Permission.DEAL_EDIT)
def deal_edit(request: TenantRequest, tenant: str, partner_id: UUID, deal_id: UUID) -> HttpResponse:
    """Change what is known of a deal."""
    partner = partner_or_404(partner_id)
    deal = deal_or_404(partner, deal_id)
    form = DealForm(request.POST or None, partner=partner, deal=deal)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            change_deal(deal=deal, changes=_sent(request, form), by=request.membership, at=moment_of(request).at)
            notify(request, f"{deal.name} was saved.")
            return redirect("sales:deal-detail", tenant, partner.pk, deal.pk)
    return _form_page(request, partner, form, deal)


@require_POST
@requires(Permission.DEAL_EDIT)
def deal_withdrawal(request: TenantRequest, tenant: str, partner_id: UUID, deal_id: UUID) -> HttpResponse:
    """Take away a deal that was recorded by mistake a moment ago."""
    partner = partner_or_404(partner_id)
    deal = deal_or_404(partner, deal_id)
    try:
        withdraw_deal(deal=deal, by=request.membership, at=moment_of(request).at)
        notify(request, f"{deal.name} was removed.")
    except TooLateToWithdraw as refusal:
        notify(request, str(refusal))
    return redirect("sales:partner-deals", tenant, partner.pk)


def deal_or_404(partner: Partner, deal_id: UUID) -> Deal:
    """The partner's deal with all that stands beside it. One out of reach is not there."""
    return get_object_or_404(deals_in_reach(), pk=deal_id, partner=partner)


def deal_page(
    request: TenantRequest, partner: Partner, deal: Deal, form: MoveForm | None = None, *, status: int = 200
) -> HttpResponse:
    """The page of a deal; `form` is the move that could not be made."""
    may_edit = request.membership.may(Permission.DEAL_EDIT)
    fact = fact_of(deal)
    context: dict[str, Any] = partner_page_context(request, partner, "deals") | {
        "deal": deal,
        "moves": list(moves_of(deal)[:100]),
        "is_closed": deal.stage.outcome_enum.is_closed,
        "is_stale": fact.is_stale_on(moment_of(request).today),
        "probability": fact.probability * 100,
        "sees_judgement": sees_judgement(request.membership),
        "may_edit_deals": may_edit,
        "move_form": (form or MoveForm(initial={"stage": deal.stage_id})) if may_edit else None,
    }
    return TemplateResponse(request, "sales/deal_detail.html", context, status=status)


def _sent(request: TenantRequest, form: DealForm) -> dict[str, Any]:
    """What to hand to the operation: the customer in words is looked up, and added when it is new."""
    at = moment_of(request).at
    return form.cleaned_data | {"customer": customer_named(form.cleaned_data["customer"], by=request.membership, at=at)}


def _form_page(request: TenantRequest, partner: Partner, form: DealForm, deal: Deal | None) -> HttpResponse:
    context = partner_page_context(request, partner, "deals") | {
        "form": form,
        "deal": deal,
        "heading": f"Edit {deal.name}" if deal else "Record a deal",
        "customer_names": names_in_reach(),
    }
    return TemplateResponse(request, "sales/deal_form.html", context, status=422 if form.errors else 200)
