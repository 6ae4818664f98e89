"""Routes of products and bookings. Both come by import; here they are read."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers as fields
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from prm.api.viewsets import TenantViewSet
from prm.people.permissions import Permission
from sales.api import serializers
from sales.models import Booking, Product
from sales.queries.bookings import NO_FAMILY, of_family


class BookingFilter(fields.Serializer[Any]):
    """What narrows a list of bookings; both days are included."""

    partner = fields.UUIDField(required=False)
    from_date = fields.DateField(required=False)
    to_date = fields.DateField(required=False)
    family = fields.CharField(required=False, max_length=200)

    LOOK_UPS = {"partner": "partner_id", "from_date": "booked_date__gte", "to_date": "booked_date__lte"}

    def look_ups(self) -> dict[str, Any]:
        """The days and partner as look-ups of the queryset. Raises `ValidationError` for values that cannot be."""
        self.is_valid(raise_exception=True)
        return {self.LOOK_UPS[name]: value for name, value in self.validated_data.items() if name in self.LOOK_UPS}

    def narrowed(self, rows: QuerySet[Booking]) -> QuerySet[Booking]:
        """The rows that match. Raises as `look_ups`."""
        rows = rows.filter(**self.look_ups())
        family: str = self.validated_data.get("family", "")
        return of_family(rows, family) if family else rows


class ProductViewSet(ListModelMixin, RetrieveModelMixin, TenantViewSet[Product]):
    """What the vendor sells."""

    model = Product
    serializer_class = serializers.ProductSerializer
    required_permission = Permission.BOOKING_VIEW


class BookingViewSet(ListModelMixin, RetrieveModelMixin, TenantViewSet[Booking]):
    """Sales lines of the partners in reach."""

    model = Booking
    serializer_class = serializers.BookingSerializer
    required_permission = Permission.BOOKING_VIEW

    def rows(self) -> QuerySet[Booking]:
        if self.action != "list":
            return super().rows()
        return BookingFilter(data=self.request.query_params.dict()).narrowed(super().rows())

    @extend_schema(
        parameters=[
            OpenApiParameter("partner", str, description="Only of this partner, by id."),
            OpenApiParameter("from_date", str, description="Booked on or after this day, as 2026-11-30."),
            OpenApiParameter("to_date", str, description="Booked on or before this day."),
            OpenApiParameter("family", str, description=f"Only of this product family; `{NO_FAMILY}` for none."),
        ]
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)
