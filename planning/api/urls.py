"""Routes of planning; included under `/api/v1/<slug:tenant>/`."""

from rest_framework.routers import SimpleRouter

from planning.api import marketing, objectives, plan_rows, plans, rebates, revenue_goals

router = SimpleRouter(use_regex_path=False)
router.register("business-plans", plans.BusinessPlanViewSet, basename="api-business-plan")
router.register("business-plan-lines", plan_rows.BusinessPlanLineViewSet, basename="api-business-plan-line")
router.register("business-plan-people", plan_rows.PlanPersonViewSet, basename="api-business-plan-person")
router.register("business-plan-costs", plan_rows.PlanCostViewSet, basename="api-business-plan-cost")
router.register("business-plan-terms", plan_rows.PlanTermsViewSet, basename="api-business-plan-terms")
router.register("business-plan-cases", plan_rows.PlanCaseViewSet, basename="api-business-plan-case")
router.register("plan-objectives", objectives.PlanObjectiveViewSet, basename="api-plan-objective")
router.register("revenue-goals", revenue_goals.RevenueGoalViewSet, basename="api-revenue-goal")
router.register("rebate-studies", rebates.RebateStudyViewSet, basename="api-rebate-study")
router.register("marketing-plans", marketing.MarketingPlanViewSet, basename="api-marketing-plan")
router.register("marketing-goals", marketing.MarketingGoalViewSet, basename="api-marketing-goal")
router.register("tactics", marketing.TacticViewSet, basename="api-tactic")
router.register("tactic-types", marketing.TacticTypeViewSet, basename="api-tactic-type")
urlpatterns = router.urls
