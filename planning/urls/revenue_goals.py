"""Pages of revenue goals."""

from django.urls import path

from planning.views.revenue_goals import goals, saving

GOAL = "revenue-goals/<uuid:revenue_goal_id>/"
SEGMENT = "revenue-goals/segments/<uuid:revenue_segment_id>/"

urlpatterns = [
    path("revenue-goals/", goals.goal_list, name="revenue-goal-list"),
    path("revenue-goals/new/", goals.goal_create, name="revenue-goal-create"),
    path("revenue-goals/removed/<uuid:removed_work_id>/return/", goals.goal_return, name="revenue-goal-return"),
    path(GOAL, goals.goal_detail, name="revenue-goal"),
    path(f"{GOAL}fields/", saving.goal_save, name="revenue-goal-save"),
    path(f"{GOAL}segments/", saving.segment_add, name="revenue-segment-add"),
    path(f"{GOAL}removal/", goals.goal_removal, name="revenue-goal-removal"),
    path(f"{GOAL}workbook.xlsx", goals.goal_file, name="revenue-goal-file"),
    path(SEGMENT, saving.segment_save, name="revenue-segment-save"),
    path(f"{SEGMENT}fill/", saving.segment_fill, name="revenue-segment-fill"),
    path(f"{SEGMENT}removal/", saving.segment_removal, name="revenue-segment-removal"),
]
