"""What the API shows and takes of leads and campaigns."""

from typing import Any

from rest_framework import serializers

from prm.api.serializers import Strict
from sales.enums import ENTRY_WAY, LeadStage
from sales.models import Campaign, Lead

ENTRY_STAGES = [(each.value, each.label) for each in ENTRY_WAY]


class CampaignSerializer(Strict, serializers.ModelSerializer[Campaign]):
    """A campaign of a partner, or of the vendor itself where `partner` is null; the latter is for its staff only.

    A POST with an `external_id` that is known already changes that campaign; its partner stays.
    """

    partner = serializers.UUIDField(source="partner_id", required=False, allow_null=True)

    class Meta:
        model = Campaign
        fields = (
            "id",
            "external_id",
            "name",
            "partner",
            "channel",
            "start_date",
            "end_date",
            "created_at",
            "updated_at",
        )
        read_only_fields = ("id", "created_at", "updated_at")


class CampaignChangeSerializer(CampaignSerializer):
    """What may be changed of a campaign; whose it is stays."""

    partner = serializers.UUIDField(source="partner_id", read_only=True, allow_null=True)


class LeadSerializer(Strict, serializers.ModelSerializer[Lead]):
    """A lead. A POST with an `external_id` that is known already changes that lead; its partner stays.

    Its stage is changed by `move`, and by its deal once it is tied to one. `campaign` may be one of the vendor's own.
    """

    partner = serializers.UUIDField(source="partner_id")
    partner_name = serializers.CharField(source="partner.name", read_only=True)
    campaign = serializers.UUIDField(source="campaign_id", required=False, allow_null=True)
    deal = serializers.UUIDField(source="deal_id", read_only=True, allow_null=True)
    customer = serializers.UUIDField(source="customer_id", read_only=True, allow_null=True)
    entered_stage = serializers.ChoiceField(choices=ENTRY_STAGES, default=LeadStage.INQUIRY.value)
    entered_date = serializers.DateField(required=False)

    class Meta:
        model = Lead
        fields = (
            "id",
            "external_id",
            "partner",
            "partner_name",
            "campaign",
            "customer",
            "deal",
            "company_name",
            "contact_name",
            "email",
            "phone",
            "amount",
            "stage",
            "stage_date",
            "entered_date",
            "entered_stage",
            "decline_reason",
            "note",
            "created_at",
            "updated_at",
        )
        read_only_fields = ("id", "stage", "stage_date", "decline_reason", "created_at", "updated_at")


class LeadChangeSerializer(LeadSerializer):
    """What may be changed of a lead; its partner stays, and so does as what it came in."""

    partner = serializers.UUIDField(source="partner_id", read_only=True)
    entered_stage = serializers.ChoiceField(choices=ENTRY_STAGES, read_only=True)


class LeadMoveSerializer(Strict, serializers.Serializer[Any]):
    """Into which stage, since when (today unless told), and for a lost lead why."""

    stage = serializers.ChoiceField(choices=[(each.value, each.label) for each in LeadStage])
    moved_date = serializers.DateField(required=False)
    decline_reason = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")


class LeadDealSerializer(Strict, serializers.Serializer[Any]):
    """The deal that the lead is to be tied to; null unties it."""

    deal = serializers.UUIDField(allow_null=True)
