"""Pages of capabilities: the result, how it comes about, its documents, goals."""

from django.urls import path

from scorecards.views import capabilities, capability_breakdown, capability_files, goals

PAGE = "partners/<uuid:partner_id>/capabilities/"
ROUND = f"{PAGE}<uuid:assessment_id>/"

urlpatterns = [
    path(PAGE, capabilities.partner_capabilities, name="partner-capabilities"),
    path(f"{ROUND}breakdown/", capability_breakdown.capability_breakdown, name="capability-breakdown"),
    path(f"{ROUND}capabilities.pdf", capability_files.capability_pdf, name="capability-pdf"),
    path(f"{ROUND}capabilities.xlsx", capability_files.capability_sheet, name="capability-sheet"),
    path(f"{ROUND}capabilities.pptx", capability_files.capability_deck, name="capability-deck"),
    path(f"{ROUND}goals/<uuid:question_id>/", goals.goal_add, name="goal-add"),
    path(f"{PAGE}goals/<uuid:goal_id>/", goals.goal_edit, name="goal-edit"),
]
