"""What if: a plan's cases with their drivers, side by side, what matters, and what a goal needs."""

from django.urls import path

from planning.views.what_if import cases, goal, page, sensitivity

PLAN = "plans/<uuid:plan_id>/"
urlpatterns = [
    path(f"{PLAN}what-if/<slug:case>/", page.what_if, name="plan-what-if"),
    path(f"{PLAN}cases/", cases.plan_cases, name="plan-cases"),
    path(f"{PLAN}sensitivity/", sensitivity.plan_sensitivity, name="plan-sensitivity"),
    path(f"{PLAN}goal/", goal.plan_goal, name="plan-goal"),
]
