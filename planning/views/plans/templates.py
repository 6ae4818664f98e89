"""Templates of plans: what new plans can begin with."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_safe

from partners.views.page import moment_of
from planning.forms.plans import SaveTemplateForm, TemplateForm
from planning.operations.plans.templates import change_template, template_of_plan, template_row
from planning.queries.plans.templates import templates
from planning.views.plans.page import get_plan_or_404, plan_page
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify


@require_safe
@requires(Permission.PLAN_TEMPLATE_EDIT)
def template_list(request: TenantRequest, tenant: str) -> HttpResponse:
    """Those that come with Tandem, and one's own."""
    return TemplateResponse(request, "planning/plan_template_list.html", {"templates": templates()})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PLAN_TEMPLATE_EDIT)
def template_edit(request: TenantRequest, tenant: str, key: str) -> HttpResponse:
    """Rename a template, or offer it no longer."""
    template = next((each for each in templates() if each.id == key), None)
    if template is None:
        raise Http404
    at = moment_of(request).at
    row = template_row(template, by=request.membership, at=at)
    form = TemplateForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            change_template(template=row, changes=form.cleaned_data, by=request.membership, at=at)
            notify(request, f"{row.name} was saved.")
            return redirect("planning:plan-template-list", tenant)
    context = {"form": form, "template": template}
    return TemplateResponse(request, "planning/plan_template_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PLAN_TEMPLATE_EDIT)
def template_from_plan(request: TenantRequest, tenant: str, plan_id: UUID) -> HttpResponse:
    """Keep what a plan sells as a template."""
    plan = get_plan_or_404(plan_id)
    form = SaveTemplateForm(request.POST or None, initial={"name": plan.partner.type})
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            made = template_of_plan(plan=plan, **form.cleaned_data, by=request.membership, at=moment_of(request).at)
            notify(request, f"{made.name} is a template now.")
            return redirect("planning:plan-template-list", tenant)
    context = plan_page(request, plan, "planning:plan-detail") | {"form": form}
    return TemplateResponse(request, "planning/plan_template_new.html", context, status=422 if form.errors else 200)
