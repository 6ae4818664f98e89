"""Objectives of a business plan."""

from django.urls import path

from planning.urls.plans import PLAN
from planning.views.plans import objectives

OBJECTIVES = f"{PLAN}objectives/"
OBJECTIVE = f"{OBJECTIVES}<uuid:objective_id>/"
urlpatterns = [
    path(OBJECTIVES, objectives.objective_list, name="plan-objectives"),
    path(f"{OBJECTIVES}new/", objectives.objective_add, name="objective-add"),
    path(OBJECTIVE, objectives.objective_edit, name="objective-edit"),
    path(f"{OBJECTIVE}removal/", objectives.objective_removal, name="objective-removal"),
    path(f"{OBJECTIVE}results/", objectives.objective_results, name="objective-results"),
]
