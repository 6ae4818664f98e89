"""Routes of sales; included under `/api/v1/<slug:tenant>/`."""

from rest_framework.routers import SimpleRouter

from sales.api import deal_viewsets, lead_viewsets, viewsets

router = SimpleRouter(use_regex_path=False)
router.register("products", viewsets.ProductViewSet, basename="api-product")
router.register("bookings", viewsets.BookingViewSet, basename="api-booking")
router.register("deals", deal_viewsets.DealViewSet, basename="api-deal")
router.register("customers", deal_viewsets.CustomerViewSet, basename="api-customer")
router.register("deal-stages", deal_viewsets.StageViewSet, basename="api-deal-stage")
router.register("leads", lead_viewsets.LeadViewSet, basename="api-lead")
router.register("campaigns", lead_viewsets.CampaignViewSet, basename="api-campaign")
urlpatterns = router.urls
