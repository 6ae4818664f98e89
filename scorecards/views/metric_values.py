"""A partner's values of the metrics that are entered by hand, and its own target for the average deal."""

from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from partners.models import Partner
from partners.views.page import moment_of, partner_page_context
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify
from scorecards.forms.metrics import DealSizeForm, MetricValueForm
from scorecards.models import DealSizeTarget, MetricValue
from scorecards.operations.metrics import enter_value, remove_value
from scorecards.operations.rules import set_deal_size_target
from scorecards.queries.metrics import values_of

PAGE_SIZE = 50


@require_safe
@requires(Permission.SCORECARD_VIEW)
def partner_metrics(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponse:
    """What was entered for the partner, the latest first."""
    return _page(request, get_object_or_404(Partner, pk=partner_id))


@require_POST
@requires(Permission.METRIC_ENTER)
def metric_value_entry(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponse:
    """Enter a value; the same metric and days again replace it."""
    partner = get_object_or_404(Partner, pk=partner_id)
    form = MetricValueForm(request.POST)
    if form.is_valid():
        with refusals_shown_on(form):
            entered = enter_value(partner=partner, by=request.membership, at=moment_of(request).at, **form.cleaned_data)
            notify(request, f"{entered.metric} was saved.")
            return redirect("scorecards:partner-metrics", tenant, partner_id)
    return _page(request, partner, value_form=form)


@require_POST
@requires(Permission.METRIC_ENTER)
def metric_value_removal(request: TenantRequest, tenant: str, partner_id: UUID, value_id: UUID) -> HttpResponse:
    """Take a value away."""
    entered = get_object_or_404(MetricValue.objects.select_related("metric"), pk=value_id, partner_id=partner_id)
    remove_value(entered=entered, by=request.membership, at=moment_of(request).at)
    notify(request, f"A value of {entered.metric} was removed.")
    return redirect("scorecards:partner-metrics", tenant, partner_id)


@require_POST
@requires(Permission.METRIC_ENTER)
def deal_size_target(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponse:
    """The partner's own target for its average deal; empty for the programme's."""
    partner = get_object_or_404(Partner, pk=partner_id)
    form = DealSizeForm(request.POST)
    if form.is_valid():
        with refusals_shown_on(form):
            amount = form.cleaned_data["amount"]
            set_deal_size_target(partner=partner, amount=amount, by=request.membership, at=moment_of(request).at)
            notify(request, "Target deal size saved.")
            return redirect("scorecards:partner-metrics", tenant, partner_id)
    return _page(request, partner, size_form=form)


def _page(
    request: TenantRequest,
    partner: Partner,
    *,
    value_form: MetricValueForm | None = None,
    size_form: DealSizeForm | None = None,
) -> HttpResponse:
    own = DealSizeTarget.objects.filter(partner=partner).first()
    sent: forms.Form | None = value_form or size_form
    context = {
        **partner_page_context(request, partner, active_tab="scorecard"),
        "page": Paginator(values_of(partner), PAGE_SIZE).get_page(request.GET.get("page")),
        "value_form": value_form or MetricValueForm(),
        "size_form": size_form or DealSizeForm(initial={"amount": own.amount if own else None}),
        "may_enter": request.membership.may(Permission.METRIC_ENTER),
    }
    return TemplateResponse(request, "scorecards/partner_metrics.html", context, status=422 if sent else 200)
