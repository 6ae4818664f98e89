"""Routes of programmes; included under `/api/v1/<slug:tenant>/`."""

from rest_framework.routers import SimpleRouter

from programs.api import viewsets

router = SimpleRouter(use_regex_path=False)
router.register("programs", viewsets.ProgramViewSet, basename="api-program")
router.register("tiers", viewsets.PartnerTierViewSet, basename="api-tier")
router.register("tier-reviews", viewsets.TierReviewViewSet, basename="api-tier-review")
router.register("stage-changes", viewsets.StageChangeViewSet, basename="api-stage-change")
urlpatterns = router.urls
