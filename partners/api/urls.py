"""Routes of partners; included under `/api/v1/<slug:tenant>/`."""

from rest_framework.routers import SimpleRouter

from partners.api import viewsets
from partners.api.actions import ActionViewSet

PART = "partners/<uuid:partner>/"

router = SimpleRouter(use_regex_path=False)
router.register("partners", viewsets.PartnerViewSet, basename="api-partner")
router.register(f"{PART}contacts", viewsets.ContactViewSet, basename="api-contact")
router.register(f"{PART}assignments", viewsets.AssignmentViewSet, basename="api-assignment")
router.register(f"{PART}business-mixes", viewsets.MixViewSet, basename="api-business-mix")
router.register("partner-fields", viewsets.CustomFieldViewSet, basename="api-partner-field")
router.register("actions", ActionViewSet, basename="api-action")
urlpatterns = router.urls
