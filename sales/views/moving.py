"""A deal moves on, ends, comes back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from partners.views.page import moment_of, partner_or_404, partner_page_context
from prm.kernel.money import full
from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify
from sales.forms.deals import CloseForm, MoveForm
from sales.models import Deal
from sales.operations.moving import close_deal, move_deal, reopen_deal, undo_move
from sales.views.deals import deal_or_404, deal_page


@require_POST
@requires(Permission.DEAL_EDIT)
def deal_move(request: TenantRequest, tenant: str, partner_id: UUID, deal_id: UUID) -> HttpResponse:
    """Into another open stage."""
    partner, now = partner_or_404(partner_id), moment_of(request)
    deal = deal_or_404(partner, deal_id)
    form = MoveForm(request.POST)
    if form.is_valid():
        with refusals_shown_on(form):
            stage = form.cleaned_data["stage"]
            move_deal(deal=deal, stage=stage, on=now.today, by=request.membership, at=now.at)
            return _done(request, deal, f"{deal.name} moved to {stage.name}.", undoable=True)
    return deal_page(request, partner, deal, form, status=422)


@requires(Permission.DEAL_EDIT)
def deal_close(request: TenantRequest, tenant: str, partner_id: UUID, deal_id: UUID) -> HttpResponse:
    """Won or lost, when, and why."""
    partner, now = partner_or_404(partner_id), moment_of(request)
    deal = deal_or_404(partner, deal_id)
    form = CloseForm(request.POST or None, today=now.today)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            closed = close_deal(**form.cleaned_data, deal=deal, today=now.today, by=request.membership, at=now.at)
            return _done(request, deal, f"{deal.name}: {closed.stage.outcome_enum.value}.", undoable=True)
    heading = f"{deal.name}, {full(deal.amount, request.tenant.currency)}"
    context = partner_page_context(request, partner, "deals") | {"form": form, "deal": deal, "heading": heading}
    return TemplateResponse(request, "sales/deal_close.html", context, status=422 if form.errors else 200)


@require_POST
@requires(Permission.DEAL_EDIT)
def deal_reopening(request: TenantRequest, tenant: str, partner_id: UUID, deal_id: UUID) -> HttpResponse:
    """Work on a closed deal again."""
    now, deal = moment_of(request), deal_or_404(partner_or_404(partner_id), deal_id)
    try:
        reopened = reopen_deal(deal=deal, on=now.today, by=request.membership, at=now.at)
    except Refused as refusal:
        return _done(request, deal, str(refusal))
    return _done(request, deal, f"{deal.name} is open again, in {reopened.stage.name}.")


@require_POST
@requires(Permission.DEAL_EDIT)
def deal_undo(request: TenantRequest, tenant: str, partner_id: UUID, deal_id: UUID) -> HttpResponse:
    """Take the last step back."""
    now, deal = moment_of(request), deal_or_404(partner_or_404(partner_id), deal_id)
    try:
        back = undo_move(deal=deal, on=now.today, by=request.membership, at=now.at)
    except Refused as refusal:
        return _done(request, deal, str(refusal))
    return _done(request, deal, f"{deal.name} is back in {back.stage.name}.")


def _done(request: TenantRequest, deal: Deal, sentence: str, *, undoable: bool = False) -> HttpResponse:
    where = [request.tenant.slug, deal.partner_id, deal.pk]
    notify(request, sentence, undo_url=reverse("sales:deal-undo", args=where) if undoable else "")
    return redirect("sales:deal-detail", *where)
