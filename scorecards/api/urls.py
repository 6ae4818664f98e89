"""Routes of scorecards; included under `/api/v1/<slug:tenant>/`."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from scorecards.api import assessments, capabilities, metrics, peers, question_sets, viewsets

PARTNER = "partners/<uuid:partner>/"

router = SimpleRouter(use_regex_path=False)
router.register(f"{PARTNER}targets", viewsets.TargetViewSet, basename="api-target")
router.register("metrics", metrics.MetricViewSet, basename="api-metric")
router.register(f"{PARTNER}metric-values", metrics.MetricValueViewSet, basename="api-metric-value")
router.register(f"{PARTNER}goals", capabilities.GoalViewSet, basename="api-goal")
router.register("quotas", viewsets.QuotaViewSet, basename="api-quota")
router.register("standings", viewsets.StandingViewSet, basename="api-standing")
router.register("assessments", assessments.AssessmentViewSet, basename="api-assessment")
router.register("assessments/<uuid:assessment>/answers", assessments.AnswerViewSet, basename="api-answer")
router.register("question-sets", question_sets.QuestionSetViewSet, basename="api-question-set")
router.register(
    "question-sets/<uuid:question_set>/versions", question_sets.VersionViewSet, basename="api-question-set-version"
)
urlpatterns = [
    path(f"{PARTNER}scorecard/", viewsets.Scorecard.as_view(), name="api-scorecard"),
    path(f"{PARTNER}capabilities/", capabilities.CapabilityResultView.as_view(), name="api-capabilities"),
    path(f"{PARTNER}peers/", peers.Peers.as_view(), name="api-peers"),
    *router.urls,
]
