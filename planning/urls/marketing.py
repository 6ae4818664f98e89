"""Pages of marketing plans."""

from django.urls import path

from planning.views.marketing import flow, listing, plans, saving, tactic_types

PLANS = "partners/<uuid:partner_id>/marketing/"
PLAN = f"{PLANS}<uuid:marketing_plan_id>/"
TYPES = "settings/tactic-types/"
urlpatterns = [
    path("marketing/", listing.marketing_list, name="marketing-list"),
    path(PLANS, plans.partner_marketing, name="partner-marketing"),
    path(f"{PLANS}new/", plans.marketing_start, name="marketing-start"),
    path(PLAN, plans.marketing_plan, name="marketing-plan"),
    path(f"{PLAN}pdf/", plans.marketing_plan_pdf, name="marketing-plan-pdf"),
    path(f"{PLAN}fields/", saving.marketing_fields, name="marketing-fields"),
    path(f"{PLAN}presence/", saving.marketing_presence, name="marketing-presence"),
    path(f"{PLAN}goals/", saving.goal_add, name="marketing-goal-add"),
    path(f"{PLAN}goals/<uuid:marketing_goal_id>/removal/", saving.goal_removal, name="marketing-goal-removal"),
    path(f"{PLAN}tactics/", saving.tactic_add, name="tactic-add"),
    path(f"{PLAN}tactics/<uuid:tactic_id>/removal/", saving.tactic_removal, name="tactic-removal"),
    path(f"{PLAN}removed/<uuid:removed_part_id>/return/", saving.part_return, name="marketing-part-return"),
    path(f"{PLAN}submission/", flow.plan_submission, name="marketing-submission"),
    path(f"{PLAN}withdrawal/", flow.plan_withdrawal, name="marketing-withdrawal"),
    path(f"{PLAN}approval/", flow.plan_approval, name="marketing-approval"),
    path(f"{PLAN}return/", flow.plan_return, name="marketing-return"),
    path(f"{PLAN}running/", flow.plan_running, name="marketing-running"),
    path(f"{PLAN}closing/", flow.plan_closing, name="marketing-closing"),
    path(f"{PLAN}reopening/", flow.plan_reopening, name="marketing-reopening"),
    path(f"{PLAN}removal/", flow.plan_removal, name="marketing-removal"),
    path(TYPES, tactic_types.type_list, name="tactic-type-list"),
    path(f"{TYPES}new/", tactic_types.type_add, name="tactic-type-add"),
    path(f"{TYPES}<uuid:tactic_type_id>/", tactic_types.type_edit, name="tactic-type-edit"),
    path(f"{TYPES}<uuid:tactic_type_id>/removal/", tactic_types.type_removal, name="tactic-type-removal"),
]
