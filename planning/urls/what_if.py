"""What if: a plan's cases with their drivers, side by side, what matters, and what a goal needs."""

from django.urls import path

from planning.views import plan_cases, plan_goal, plan_sensitivity, what_if

PLAN = "plans/<uuid:plan_id>/"
urlpatterns = [
    path(f"{PLAN}what-if/<slug:case>/", what_if.what_if, name="plan-what-if"),
    path(f"{PLAN}cases/", plan_cases.plan_cases, name="plan-cases"),
    path(f"{PLAN}sensitivity/", plan_sensitivity.plan_sensitivity, name="plan-sensitivity"),
    path(f"{PLAN}goal/", plan_goal.plan_goal, name="plan-goal"),
]
