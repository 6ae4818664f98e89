"""What the API shows of sales. What goods cost the vendor is the vendor's own affair."""

from typing import Any

from rest_framework import serializers

from prm.people.models import Membership
from sales.models import Booking, Product

VENDOR_ONLY_FIELDS = ("cost",)


class ProductSerializer(serializers.ModelSerializer[Product]):
    """Something the vendor sells."""

    class Meta:
        model = Product
        fields = ("id", "external_id", "name", "family")


class BookingSerializer(serializers.ModelSerializer[Booking]):
    """One sales line at the precision it came with, in the tenant's currency. Returns are negative.

    `cost` is there for the vendor's staff only.
    """

    partner = serializers.UUIDField(source="partner_id")
    product = serializers.UUIDField(source="product_id", allow_null=True)

    class Meta:
        model = Booking
        fields = (
            "id",
            "partner",
            "product",
            "order_number",
            "line_number",
            "booked_date",
            "quantity",
            "amount",
            "cost",
        )

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        fields = super().get_fields()
        request = self.context.get("request")
        member: Membership | None = getattr(getattr(request, "_request", None), "membership", None)
        if member is not None and member.role_enum.is_partner:
            return {name: field for name, field in fields.items() if name not in VENDOR_ONLY_FIELDS}
        return fields
