"""What the API shows and takes of deals, customers and stages. What the vendor thinks of a deal is its own affair."""

from typing import Any

from rest_framework import serializers

from prm.api.serializers import Strict
from prm.people.models import Membership
from sales.enums import Outcome
from sales.models import Customer, Deal, DealStage
from sales.rules import VENDOR_ONLY_FIELDS, customer_fields, sees_judgement


def _member(serializer: serializers.BaseSerializer[Any]) -> Membership | None:
    """Who asks; None while the schema is drawn."""
    request = serializer.context.get("request")
    return getattr(getattr(request, "_request", None), "membership", None)


class Judged:
    """A serializer without the fields that are the vendor's own, for people of partners."""

    context: Any

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        fields: dict[str, Any] = super().get_fields()  # type: ignore[misc]
        member = _member(self)  # type: ignore[arg-type]
        if member is not None and not sees_judgement(member):
            fields = {name: field for name, field in fields.items() if name not in VENDOR_ONLY_FIELDS}
        return fields


class DealSerializer(Strict, Judged, serializers.ModelSerializer[Deal]):
    """A deal. `customer_name` finds the customer in reach that is called so, or adds one; it wins over `customer`.

    Stage, closing day and reason are changed by `move`, `closing`, `reopening` and `undo`. `probability_percent`,
    `next_step` and `lost_reason` are there for the vendor's staff only; `probability_percent` is null where the deal
    has that of its stage.
    """

    partner = serializers.UUIDField(source="partner_id")
    partner_name = serializers.CharField(source="partner.name", read_only=True)
    customer = serializers.UUIDField(source="customer_id", required=False, allow_null=True)
    customer_name = serializers.CharField(
        source="customer.name", required=False, allow_null=True, default=None, max_length=200
    )
    product = serializers.UUIDField(source="product_id", required=False, allow_null=True)
    owner = serializers.UUIDField(source="owner_id", required=False, allow_null=True)
    campaign = serializers.UUIDField(source="campaign_id", required=False, allow_null=True)
    stage = serializers.UUIDField(source="stage_id")
    stage_name = serializers.CharField(source="stage.name", read_only=True)
    outcome = serializers.ChoiceField(
        source="stage.outcome", choices=[(each.value, each.label) for each in Outcome], read_only=True
    )

    class Meta:
        model = Deal
        fields = (
            "id",
            "external_id",
            "name",
            "partner",
            "partner_name",
            "customer",
            "customer_name",
            "product",
            "owner",
            "campaign",
            "stage",
            "stage_name",
            "outcome",
            "amount",
            "probability_percent",
            "is_partner_sourced",
            "engaged_date",
            "registered_date",
            "expected_close_date",
            "closed_date",
            "lost_reason",
            "next_step",
            "created_at",
            "updated_at",
        )
        read_only_fields = ("id", "external_id", "closed_date", "lost_reason", "created_at", "updated_at")


class DealChangeSerializer(DealSerializer):
    """What may be changed of a deal; its partner stays, and its stage has routes of its own."""

    partner = serializers.UUIDField(source="partner_id", read_only=True)
    stage = serializers.UUIDField(source="stage_id", read_only=True)


class MoveSerializer(Strict, serializers.Serializer[Any]):
    """Into which open stage."""

    stage = serializers.UUIDField()


class ClosingSerializer(Strict, serializers.Serializer[Any]):
    """In which closed stage it ended, when, and for a lost deal why."""

    stage = serializers.UUIDField()
    closed_date = serializers.DateField()
    lost_reason = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")


class CustomerSerializer(Strict, serializers.ModelSerializer[Customer]):
    """A company that buys. CAMs and partners see those of their own deals."""

    class Meta:
        model = Customer
        fields = ("id", "external_id", "name", "domain", "country", "city")
        read_only_fields = ("id",)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        fields = super().get_fields()
        member = _member(self)
        for name in set(fields) - set(customer_fields(member)) if member else ():
            fields[name].read_only = True
            fields[name].required = False
        return fields


class DealStageSerializer(Strict, Judged, serializers.ModelSerializer[DealStage]):
    """A step on a deal's way."""

    class Meta:
        model = DealStage
        fields = ("id", "name", "order", "probability_percent", "is_qualified", "outcome")
        read_only_fields = ("id",)
