"""Pages of revenue goals."""

from django.urls import path

from planning.views import revenue_goal_saving, revenue_goals

GOAL = "revenue-goals/<uuid:revenue_goal_id>/"
SEGMENT = "revenue-goals/segments/<uuid:revenue_segment_id>/"

urlpatterns = [
    path("revenue-goals/", revenue_goals.goal_list, name="revenue-goal-list"),
    path("revenue-goals/new/", revenue_goals.goal_create, name="revenue-goal-create"),
    path(GOAL, revenue_goals.goal_detail, name="revenue-goal"),
    path(f"{GOAL}fields/", revenue_goal_saving.goal_save, name="revenue-goal-save"),
    path(f"{GOAL}segments/", revenue_goal_saving.segment_add, name="revenue-segment-add"),
    path(f"{GOAL}removal/", revenue_goals.goal_removal, name="revenue-goal-removal"),
    path(f"{GOAL}workbook.xlsx", revenue_goals.goal_file, name="revenue-goal-file"),
    path(SEGMENT, revenue_goal_saving.segment_save, name="revenue-segment-save"),
    path(f"{SEGMENT}fill/", revenue_goal_saving.segment_fill, name="revenue-segment-fill"),
    path(f"{SEGMENT}removal/", revenue_goal_saving.segment_removal, name="revenue-segment-removal"),
]
