"""Routes of leads and campaigns."""

from datetime import date, datetime
from http import HTTPStatus
from typing import Any, ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers as fields
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from partners.models import Partner
from prm.api.permissions import Permissions
from prm.api.viewsets import TenantViewSet
from prm.people.permissions import Permission
from prm.tenancy.models import TenantModel
from sales.api import lead_serializers as serializers
from sales.enums import LeadStage
from sales.models import Campaign, Deal, Lead
from sales.operations.campaigns import remove_campaign, save_campaign
from sales.operations.lead_deals import link_deal, turn_into_deal
from sales.operations.lead_moving import move_lead, undo_lead_move
from sales.operations.leads import add_lead, change_lead, withdraw_lead
from sales.queries.campaigns import campaigns_in_reach
from sales.queries.lead_rows import leads_in_reach


class LeadFilter(fields.Serializer[Any]):
    """What narrows the list. Other parameters are ignored."""

    partner = fields.UUIDField(required=False)
    campaign = fields.UUIDField(required=False)
    stage = fields.ChoiceField(choices=[each.value for each in LeadStage], required=False)

    LOOK_UPS = {"partner": "partner_id", "campaign": "campaign_id", "stage": "stage"}

    def look_ups(self) -> dict[str, Any]:
        """The filter as look-ups of the queryset. Raises `ValidationError` for values that cannot be."""
        self.is_valid(raise_exception=True)
        return {self.LOOK_UPS[name]: value for name, value in self.validated_data.items()}


class LeadViewSet(ListModelMixin, RetrieveModelMixin, TenantViewSet[Lead]):
    """Leads of the partners in reach."""

    model = Lead
    serializer_class = serializers.LeadSerializer
    required_permission = Permission.LEAD_VIEW
    write_permission = Permission.LEAD_EDIT
    action_permissions: ClassVar[dict[str, Permissions]] = {"deal": Permission.DEAL_EDIT}

    def rows(self) -> QuerySet[Lead]:
        rows = leads_in_reach()
        if self.action != "list":
            return rows
        return rows.filter(**LeadFilter(data=self.request.query_params.dict()).look_ups())

    @extend_schema(
        parameters=[
            OpenApiParameter("partner", str, description="Only of this partner, by id."),
            OpenApiParameter("campaign", str, description="Only of this campaign, by id."),
            OpenApiParameter("stage", str, enum=[each.value for each in LeadStage]),
        ]
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)

    def create(self, request: Request, tenant: str) -> Response:
        """Add a lead; one whose number is known already is changed instead (200)."""
        given = _with_campaign(self.given(serializers.LeadSerializer))
        partner, entered = self.found(Partner, pk=given.pop("partner_id")), LeadStage(given.pop("entered_stage"))
        known = _known(Lead, given, partner=partner)
        if known is not None:
            return self._changed(self._change(known, given))
        lead = add_lead(
            partner=partner, fields=given, entered_stage=entered, today=self.today, by=self.membership, at=self.now
        )
        return self._changed(lead, status=HTTPStatus.CREATED)

    @extend_schema(request=serializers.LeadChangeSerializer)
    def partial_update(self, request: Request, tenant: str, pk: str) -> Response:
        """Change what is known of a lead."""
        lead = self.get_object()
        return self._changed(self._change(lead, _with_campaign(self.given(serializers.LeadChangeSerializer, row=lead))))

    def destroy(self, request: Request, tenant: str, pk: str) -> Response:
        """Remove a lead that was added by mistake, within ten minutes."""
        withdraw_lead(lead=self.get_object(), by=self.membership, at=self.now)
        return Response(status=HTTPStatus.NO_CONTENT)

    @extend_schema(request=serializers.LeadMoveSerializer)
    @action(detail=True, methods=["post"])
    def move(self, request: Request, tenant: str, pk: str) -> Response:
        """Bring it into another stage, up or down, or lose it."""
        given = self.given(serializers.LeadMoveSerializer)
        moved = move_lead(
            lead=self.get_object(),
            stage=LeadStage(given["stage"]),
            on=min(given.get("moved_date", self.today), self.today),
            decline_reason=given["decline_reason"],
            by=self.membership,
            at=self.now,
        )
        return self._changed(moved)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, tenant: str, pk: str) -> Response:
        """Take the last move back, within ten minutes."""
        return self._changed(undo_lead_move(lead=self.get_object(), by=self.membership, at=self.now))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def deal(self, request: Request, tenant: str, pk: str) -> Response:
        """Make a deal of it, with its company, amount and campaign."""
        lead = self.get_object()
        turn_into_deal(lead=lead, today=self.today, by=self.membership, at=self.now)
        return self._changed(lead)

    @extend_schema(request=serializers.LeadDealSerializer)
    @action(detail=True, methods=["post"])
    def link(self, request: Request, tenant: str, pk: str) -> Response:
        """Tie it to a deal of its partner that is there already, or untie it."""
        key = self.given(serializers.LeadDealSerializer)["deal"]
        deal = None if key is None else _row(Deal, key, "deal")
        tied = link_deal(lead=self.get_object(), deal=deal, on=self.today, by=self.membership, at=self.now)
        return self._changed(tied)

    @property
    def today(self) -> date:
        at: datetime = self.now
        return at.astimezone(ZoneInfo(self.membership.tenant.time_zone)).date()

    def _change(self, lead: Lead, given: dict[str, Any]) -> Lead:
        return change_lead(lead=lead, changes=given, today=self.today, by=self.membership, at=self.now)

    def _changed(self, lead: Lead, *, status: int = HTTPStatus.OK) -> Response:
        return self.shown(leads_in_reach().get(pk=lead.pk), status=status)


class CampaignViewSet(ListModelMixin, RetrieveModelMixin, TenantViewSet[Campaign]):
    """Campaigns of the partners in reach, and for staff the vendor's own."""

    model = Campaign
    serializer_class = serializers.CampaignSerializer
    required_permission = Permission.LEAD_VIEW
    write_permission = Permission.MARKETING_EDIT

    def rows(self) -> QuerySet[Campaign]:
        return campaigns_in_reach()

    def create(self, request: Request, tenant: str) -> Response:
        """Add a campaign; one whose code is known already is changed instead (200)."""
        given = self.given(serializers.CampaignSerializer)
        key = given.pop("partner_id", None)
        partner = self.found(Partner, pk=key) if key else None
        known = _known(Campaign, given, partner=partner)
        status = HTTPStatus.CREATED if known is None else HTTPStatus.OK
        return self.shown(self._saved(known or Campaign(), given, known, partner), status=status)

    @extend_schema(request=serializers.CampaignChangeSerializer)
    def partial_update(self, request: Request, tenant: str, pk: str) -> Response:
        """Change what is known of a campaign."""
        campaign = self.get_object()
        given = self.given(serializers.CampaignChangeSerializer, row=campaign)
        return self.shown(self._saved(campaign, given, campaign, None))

    def destroy(self, request: Request, tenant: str, pk: str) -> Response:
        """Remove a campaign that no lead and no deal names."""
        remove_campaign(campaign=self.get_object(), by=self.membership, at=self.now)
        return Response(status=HTTPStatus.NO_CONTENT)

    def _saved(
        self, before: Campaign, given: dict[str, Any], campaign: Campaign | None, partner: Partner | None
    ) -> Campaign:
        """What was sent over what is known."""
        return save_campaign(
            partner=partner,
            name=given.get("name", before.name),
            channel=given.get("channel", before.channel),
            start_date=given.get("start_date", before.start_date),
            end_date=given.get("end_date", before.end_date),
            external_id=given.get("external_id"),
            campaign=campaign,
            by=self.membership,
            at=self.now,
        )


def _known[M: (Lead, Campaign)](model: type[M], given: dict[str, Any], *, partner: Partner | None) -> M | None:
    """The partner's row of this number, if one is in reach."""
    number = given.get("external_id")
    return model.objects.filter(external_id=number, partner=partner).first() if number else None


def _with_campaign(given: dict[str, Any]) -> dict[str, Any]:
    """What was sent with the campaign in place of its id."""
    if "campaign_id" in given:
        key = given.pop("campaign_id")
        given["campaign"] = None if key is None else _row(Campaign, key, "campaign")
    return given


def _row(model: type[TenantModel], pk: UUID, field: str) -> Any:
    """The row in reach. One that is not there is an error of the field that named it."""
    found = model.objects.filter(pk=pk).first()
    if found is None:
        raise ValidationError({field: ["There is no such row."]})
    return found
