"""Routes of QBRs; included under `/api/v1/<slug:tenant>/`."""

from rest_framework.routers import SimpleRouter

from qbr.api.viewsets import QbrViewSet

router = SimpleRouter(use_regex_path=False)
router.register("qbrs", QbrViewSet, basename="api-qbr")
urlpatterns = router.urls
