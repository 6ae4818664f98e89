"""The catalogue of metrics, a tenant's own metrics, and how the overall is made of them."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partners.views.page import moment_of
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify
from scorecards.forms.metrics import MetricForm, RulesForm
from scorecards.models import Metric
from scorecards.operations.metrics import (
    change_metric,
    define_metric,
    restore_metric,
    retire_metric,
)
from scorecards.operations.rules import change_rules
from scorecards.queries.metrics import active_metrics, definition_of
from scorecards.queries.rules import cohort, rules_of, settings_of_tenant


@require_safe
@requires(Permission.SCORECARD_VIEW)
def metric_list(request: TenantRequest, tenant: str) -> HttpResponse:
    """Every metric in words: what it says, its formula, its source, and where it turns green and yellow."""
    may_edit = request.membership.may(Permission.METRIC_EDIT)
    rules = rules_of(request.tenant, settings_of_tenant(), cohort())
    weights = rules.weights_at("")
    context = {
        "built_in": [(each, weights[each.key]) for each in rules.definitions()],
        "own": [(metric, definition_of(metric)) for metric in active_metrics()],
        "retired": Metric.objects.filter(is_active=False).order_by("name") if may_edit else [],
        "rules": rules,
        "may_edit": may_edit,
    }
    return TemplateResponse(request, "scorecards/metric_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.METRIC_EDIT)
def metric_add(request: TenantRequest, tenant: str) -> HttpResponse:
    """Define a metric."""
    form = MetricForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            metric = define_metric(by=request.membership, at=moment_of(request).at, **form.sent())
            notify(request, f"{metric.name} is on every partner's scorecard.")
            return redirect("scorecards:metric-list", tenant)
    return _form_page(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.METRIC_EDIT)
def metric_edit(request: TenantRequest, tenant: str, metric_id: UUID) -> HttpResponse:
    """Change a metric."""
    metric = get_object_or_404(Metric.objects.all(), pk=metric_id)
    form = MetricForm(request.POST or None, instance=metric)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            change_metric(metric=metric, by=request.membership, at=moment_of(request).at, **form.sent())
            notify(request, f"{metric.name} was saved.")
            return redirect("scorecards:metric-list", tenant)
    return _form_page(request, form, metric)


@require_POST
@requires(Permission.METRIC_EDIT)
def metric_retirement(request: TenantRequest, tenant: str, metric_id: UUID) -> HttpResponse:
    """Take a metric off all scorecards."""
    metric = get_object_or_404(Metric.objects.all(), pk=metric_id)
    retire_metric(metric=metric, by=request.membership, at=moment_of(request).at)
    notify(request, f"{metric.name} is off the scorecards. Its values stay.")
    return redirect("scorecards:metric-list", tenant)


@require_POST
@requires(Permission.METRIC_EDIT)
def metric_restoration(request: TenantRequest, tenant: str, metric_id: UUID) -> HttpResponse:
    """Put a metric back on all scorecards."""
    metric = get_object_or_404(Metric.objects.all(), pk=metric_id)
    restore_metric(metric=metric, by=request.membership, at=moment_of(request).at)
    notify(request, f"{metric.name} is back on the scorecards.")
    return redirect("scorecards:metric-list", tenant)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.METRIC_EDIT)
def scorecard_rules(request: TenantRequest, tenant: str) -> HttpResponse:
    """Weights by life stage, thresholds, and what pipeline is measured against."""
    rules = rules_of(request.tenant, settings_of_tenant(), cohort())
    form = RulesForm(request.POST or None, rules=rules)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            change_rules(**form.sent(), by=request.membership, at=moment_of(request).at)
            notify(request, "Saved. All scorecards follow.")
            return redirect("scorecards:metric-list", tenant)
    context = {"form": form, "built_in": rules.definitions(), "rules": rules}
    return TemplateResponse(request, "scorecards/scorecard_rules.html", context, status=422 if form.errors else 200)


def _form_page(request: TenantRequest, form: MetricForm, metric: Metric | None) -> HttpResponse:
    context = {"form": form, "metric": metric}
    return TemplateResponse(request, "scorecards/metric_form.html", context, status=422 if form.errors else 200)
