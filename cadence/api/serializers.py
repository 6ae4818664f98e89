"""What the API shows and takes of alerts."""

from typing import Any

from rest_framework import serializers

from cadence.models import QuietAlert
from cadence.queries.day import reason_of
from prm.api.serializers import Strict


class AlertSerializer(serializers.ModelSerializer[QuietAlert]):
    """A partner that has not ordered for much longer than usual, with the figures of the rule and its reason."""

    partner = serializers.UUIDField(source="partner_id")
    partner_name = serializers.CharField(source="partner.name")
    reason = serializers.SerializerMethodField()

    class Meta:
        model = QuietAlert
        fields = (
            "id",
            "partner",
            "partner_name",
            "state",
            "reason",
            "as_of_date",
            "last_order_date",
            "days_since_order",
            "median_gap_days",
            "gap_is_own",
            "is_strong",
            "booked_12_months",
            "revenue_at_risk",
            "snoozed_until_date",
            "note",
            "raised_at",
            "changed_at",
        )
        read_only_fields = fields

    def get_reason(self, alert: QuietAlert) -> str:
        return reason_of(alert, self.context["request"]._request.tenant.currency)


class SnoozeSerializer(Strict, serializers.Serializer[Any]):
    """The day on which the alert opens again."""

    until_date = serializers.DateField()


class SettleSerializer(Strict, serializers.Serializer[Any]):
    """How it was settled, if there is something to say."""

    note = serializers.CharField(max_length=500, required=False, default="", allow_blank=True)
