"""Routes of enablement; included under `/api/v1/<slug:tenant>/`."""

from rest_framework.routers import SimpleRouter

from enablement.api import viewsets

router = SimpleRouter(use_regex_path=False)
router.register("certifications", viewsets.CertificationViewSet, basename="api-certification")
router.register("certificate-requirements", viewsets.RequirementViewSet, basename="api-certificate-requirement")
router.register("certificates", viewsets.CertificateViewSet, basename="api-certificate")
router.register("required-tasks", viewsets.TaskViewSet, basename="api-required-task")
urlpatterns = router.urls
