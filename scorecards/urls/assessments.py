"""Pages of filling in: rounds, and the answers given in them."""

from django.urls import path

from scorecards.views import answer_saving, answering, rounds

ROUND = "assessments/<uuid:assessment_id>/"
ANSWER = f"{ROUND}answers/<uuid:question_id>/"

urlpatterns = [
    path("assessments/", rounds.round_index, name="round-index"),
    path("partners/<uuid:partner_id>/assessments/", rounds.round_list, name="round-list"),
    path("partners/<uuid:partner_id>/assessments/start/", rounds.round_start, name="round-start"),
    path(ROUND, answering.answering, name="answering"),
    path(f"{ROUND}groups/<int:number>/", answering.answering_group, name="answering-group"),
    path(f"{ROUND}check/", answering.answering_check, name="answering-check"),
    path(f"{ROUND}presence/", answer_saving.answering_presence, name="answering-presence"),
    path(f"{ROUND}confirmation/", answer_saving.answers_confirmation, name="answers-confirmation"),
    path(ANSWER, answer_saving.answer_save, name="answer-save"),
    path(f"{ANSWER}history/", answer_saving.answer_history, name="answer-history"),
    path(f"{ROUND}finish/", rounds.round_finish, name="round-finish"),
    path(f"{ROUND}closure/", rounds.round_closure, name="round-closure"),
    path(f"{ROUND}reopening/", rounds.round_reopening, name="round-reopening"),
    path(f"{ROUND}withdrawal/", rounds.round_withdrawal, name="round-withdrawal"),
]
