"""Routes of sales; included under `/api/v1/<slug:tenant>/`."""

from rest_framework.routers import SimpleRouter

from sales.api import viewsets

router = SimpleRouter(use_regex_path=False)
router.register("products", viewsets.ProductViewSet, basename="api-product")
router.register("bookings", viewsets.BookingViewSet, basename="api-booking")
urlpatterns = router.urls
