"""Routes of cadence; included under `/api/v1/<slug:tenant>/`."""

from rest_framework.routers import SimpleRouter

from cadence.api import viewsets

router = SimpleRouter(use_regex_path=False)
router.register("alerts", viewsets.AlertViewSet, basename="api-alert")
urlpatterns = router.urls
