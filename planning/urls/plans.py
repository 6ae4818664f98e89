"""Business plans and their editing."""

from django.urls import path

from planning.views import plan_editing, plan_list, plan_row_changes, plan_saving, plan_starting, plan_templates, plans

PARTNER_PLANS = "partners/<uuid:partner_id>/plans/"
PLAN = "plans/<uuid:plan_id>/"
ROWS = f"{PLAN}rows/<slug:row_kind>/"
ROW = f"{ROWS}<uuid:row_id>/"
TEMPLATES = "settings/plan-templates/"
urlpatterns = [
    path("plans/", plan_list.plan_list, name="plan-list"),
    path(PARTNER_PLANS, plans.partner_plans, name="partner-plans"),
    path(f"{PARTNER_PLANS}new/", plan_starting.plan_start, name="plan-start"),
    path(PLAN, plans.plan_detail, name="plan-detail"),
    path(f"{PLAN}edit/", plan_editing.plan_whole, name="plan-whole"),
    path(f"{PLAN}steps/<int:number>/", plan_editing.plan_step, name="plan-step"),
    path(f"{PLAN}presence/", plan_saving.plan_presence, name="plan-presence"),
    path(f"{PLAN}cost-sharing/", plan_saving.plan_cost_sharing, name="plan-cost-sharing"),
    path(f"{PLAN}template/", plan_templates.template_from_plan, name="plan-template-from-plan"),
    path(f"{ROWS}new/", plan_row_changes.plan_row_add, name="plan-row-add"),
    path(f"{ROWS}<uuid:removed_id>/return/", plan_row_changes.plan_row_return, name="plan-row-return"),
    path(f"{ROW}copy/", plan_row_changes.plan_row_copy, name="plan-row-copy"),
    path(f"{ROW}move/", plan_row_changes.plan_row_move, name="plan-row-move"),
    path(f"{ROW}removal/", plan_row_changes.plan_row_removal, name="plan-row-removal"),
    path(f"{ROW}fields/<slug:field>/", plan_saving.plan_field, name="plan-field"),
    path(TEMPLATES, plan_templates.template_list, name="plan-template-list"),
    path(f"{TEMPLATES}<slug:key>/", plan_templates.template_edit, name="plan-template-edit"),
]
