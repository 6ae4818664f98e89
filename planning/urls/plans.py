"""Business plans and their editing."""

from django.urls import path

from planning.views.plans import cells, detail, editing, listing, row_changes, saving, starting, templates, unplanned

PARTNER_PLANS = "partners/<uuid:partner_id>/plans/"
PLAN = "plans/<uuid:plan_id>/"
ROWS = f"{PLAN}rows/<slug:row_kind>/"
ROW = f"{ROWS}<uuid:row_id>/"
TEMPLATES = "settings/plan-templates/"
urlpatterns = [
    path("plans/", listing.plan_list, name="plan-list"),
    path("plans/missing/", unplanned.plan_missing, name="plan-missing"),
    path(PARTNER_PLANS, detail.partner_plans, name="partner-plans"),
    path(f"{PARTNER_PLANS}new/", starting.plan_start, name="plan-start"),
    path(PLAN, detail.plan_detail, name="plan-detail"),
    path(f"{PLAN}edit/", editing.plan_whole, name="plan-whole"),
    path(f"{PLAN}steps/<int:number>/", editing.plan_step, name="plan-step"),
    path(f"{PLAN}presence/", saving.plan_presence, name="plan-presence"),
    path(f"{PLAN}cost-sharing/", saving.plan_cost_sharing, name="plan-cost-sharing"),
    path(f"{PLAN}template/", templates.template_from_plan, name="plan-template-from-plan"),
    path(f"{ROWS}new/", row_changes.plan_row_add, name="plan-row-add"),
    path(f"{ROWS}<uuid:removed_id>/return/", row_changes.plan_row_return, name="plan-row-return"),
    path(f"{ROW}copy/", row_changes.plan_row_copy, name="plan-row-copy"),
    path(f"{ROW}move/", row_changes.plan_row_move, name="plan-row-move"),
    path(f"{ROW}removal/", row_changes.plan_row_removal, name="plan-row-removal"),
    path(f"{ROW}cells/", cells.plan_cells, name="plan-cells"),
    path(f"{PLAN}undo/<uuid:removed_id>/", cells.plan_undo, name="plan-undo"),
    path(f"{ROW}fields/<slug:field>/", saving.plan_field, name="plan-field"),
    path(TEMPLATES, templates.template_list, name="plan-template-list"),
    path(f"{TEMPLATES}<slug:key>/", templates.template_edit, name="plan-template-edit"),
]
