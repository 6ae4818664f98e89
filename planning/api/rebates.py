"""Rebate studies through the API: set up, and worked out from the bookings known today."""

from datetime import date
from http import HTTPStatus
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from planning.calculations.rebates.groups import ControlBy
from planning.calculations.rebates.periods import Comparison
from planning.calculations.rebates.study import GroupSum, PartnerSums, RebateReturn, Return
from planning.models import RebateStudy
from planning.operations.rebates import FIELDS, change_study, create_study, remove_study
from planning.queries.rebates import StudyResult, listed_partners, studies_in_order, study_result
from prm.api.serializers import Strict, described
from prm.api.viewsets import TenantViewSet
from prm.people.permissions import Permission
from sales.queries.bookings import data_date

MONEY: dict[str, Any] = {"max_digits": 40, "decimal_places": 6}
_BASELINE = "Bookings of the days that are compared with, in the tenant's currency."
_NOW = "Bookings of the study's period as far as they are known, in the tenant's currency."
PERCENT: dict[str, Any] = {"max_digits": 30, "decimal_places": 4}


_WORDS = {
    "rebates": "What was paid, in the tenant's currency, as a positive amount.",
    "margin_percent": "The vendor's gross margin in percent as entered; null takes it from bookings.",
}


class RebateStudySerializer(serializers.ModelSerializer[RebateStudy]):
    """A study as it was set up."""

    class Meta:
        model = RebateStudy
        fields = (
            "id",
            "name",
            "start_date",
            "end_date",
            "comparison",
            "rebates",
            "margin_percent",
            "participants_by",
            "participants_value",
            "control_by",
            "control_value",
            "note",
            "changed_at",
        )
        read_only_fields = fields
        extra_kwargs = described(_WORDS)


class RebateGroupSerializer(serializers.Serializer[GroupSum]):
    """Some partners together."""

    partners = serializers.IntegerField(help_text="How many.")
    baseline = serializers.DecimalField(**MONEY, help_text=_BASELINE)
    now = serializers.DecimalField(**MONEY, help_text=_NOW)


class RebateReturnSerializer(serializers.Serializer[Return]):
    """An increment with its ratios in percent; null where there is none."""

    increment = serializers.DecimalField(**MONEY, help_text="Booked beyond the baseline; below zero when it is less.")
    revenue_roi_percent = serializers.DecimalField(
        **PERCENT, source="revenue_roi.percent", allow_null=True, help_text="Increment in percent of the rebates paid."
    )
    margin_roi_percent = serializers.DecimalField(
        **PERCENT,
        source="margin_roi.percent",
        allow_null=True,
        help_text="Margin on the increment less the rebates, in percent of the rebates; below zero does not pay.",
    )


class RebateFiguresSerializer(serializers.Serializer[RebateReturn]):
    """What a rebate brought back, as it comes and against the control group."""

    participants = RebateGroupSerializer()
    control = RebateGroupSerializer()
    participants_without_baseline = RebateGroupSerializer(source="new_participants")
    control_without_baseline = RebateGroupSerializer(source="new_control")
    plain = RebateReturnSerializer()
    adjusted = RebateReturnSerializer(allow_null=True)
    break_even = serializers.DecimalField(
        **MONEY, allow_null=True, help_text="Increment that just pays for the rebates; null where none does."
    )


class RebatePartnerSerializer(serializers.Serializer[PartnerSums]):
    """A partner behind the figures."""

    partner = serializers.UUIDField(source="partner_id")
    name = serializers.CharField()
    group = serializers.CharField(source="group.value")
    baseline = serializers.DecimalField(**MONEY, help_text=_BASELINE)
    now = serializers.DecimalField(**MONEY, help_text=_NOW)
    increment = serializers.DecimalField(**MONEY, help_text="Booked beyond the baseline; below zero when it is less.")


class RebateResultSerializer(serializers.Serializer[StudyResult]):
    """A study with its figures, which are null before its period has begun."""

    as_of = serializers.SerializerMethodField(help_text="The last day for which bookings are known.")
    study = RebateStudySerializer()
    margin_percent = serializers.DecimalField(
        **PERCENT,
        source="margin.percent",
        allow_null=True,
        help_text="Gross margin that was reckoned with: as entered, else that of the bookings whose cost is known.",
    )
    figures = RebateFiguresSerializer(source="found", allow_null=True)
    partners = RebatePartnerSerializer(many=True)

    def get_as_of(self, result: StudyResult) -> date:
        as_of: date = self.context["as_of"]
        return as_of


class RebateChangeSerializer(Strict, serializers.ModelSerializer[RebateStudy]):
    """A study as it is set up. `partners` are those who had the rebate where `participants_by` is `listed`."""

    partners = serializers.ListField(child=serializers.UUIDField(), required=False)

    class Meta:
        model = RebateStudy
        fields = (*FIELDS, "partners")
        extra_kwargs = described(_WORDS)


class RebateStudyViewSet(ListModelMixin, RetrieveModelMixin, TenantViewSet[RebateStudy]):
    """Rebate studies; one of them with its figures and partners."""

    model = RebateStudy
    serializer_class = RebateStudySerializer
    required_permission = Permission.REBATE_VIEW
    write_permission = Permission.REBATE_EDIT

    def rows(self) -> QuerySet[RebateStudy]:
        return studies_in_order()

    @extend_schema(request=RebateChangeSerializer)
    def create(self, request: Request, tenant: str) -> Response:
        """Set up a study; its figures come with `GET`."""
        given = self.given(RebateChangeSerializer)
        partners = given.pop("partners", [])
        fields = {"comparison": Comparison.LAST_YEAR, "control_by": ControlBy.OTHERS} | given
        study = create_study(fields=fields, partner_ids=partners, by=self.membership, at=self.now)
        return self.shown(study, status=HTTPStatus.CREATED)

    @extend_schema(request=RebateChangeSerializer)
    def partial_update(self, request: Request, tenant: str, pk: str) -> Response:
        """Change how a study is set up."""
        study = self.get_object()
        given = self.given(RebateChangeSerializer, row=study)
        partners = given.pop("partners", None)
        listed = listed_partners(study) if partners is None else partners
        fields = {name: getattr(study, name) for name in FIELDS} | given
        return self.shown(change_study(study=study, fields=fields, partner_ids=listed, by=self.membership, at=self.now))

    def destroy(self, request: Request, tenant: str, pk: str) -> Response:
        """Take a study away. Bookings and what was paid are not touched."""
        remove_study(study=self.get_object(), by=self.membership, at=self.now)
        return Response(status=HTTPStatus.NO_CONTENT)

    @extend_schema(responses=RebateResultSerializer)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The study worked out from the bookings known today."""
        today: date = self.now.astimezone(ZoneInfo(self.membership.tenant.time_zone)).date()
        as_of = data_date(today=today)
        result = study_result(self.get_object(), as_of=as_of)
        return Response(RebateResultSerializer(result, context={"as_of": as_of}).data)
