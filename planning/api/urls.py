"""Routes of planning; included under `/api/v1/<slug:tenant>/`."""

from rest_framework.routers import SimpleRouter

from planning.api import rebates, revenue_goals

router = SimpleRouter(use_regex_path=False)
router.register("revenue-goals", revenue_goals.RevenueGoalViewSet, basename="api-revenue-goal")
router.register("rebate-studies", rebates.RebateStudyViewSet, basename="api-rebate-study")
urlpatterns = router.urls
