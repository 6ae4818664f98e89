"""Business plans and their editing."""

from django.urls import path

from planning.views import plans

PARTNER_PLANS = "partners/<uuid:partner_id>/plans/"
PLAN = "plans/<uuid:plan_id>/"
urlpatterns = [
    path(PARTNER_PLANS, plans.partner_plans, name="partner-plans"),
    path(PLAN, plans.plan_detail, name="plan-detail"),
]
