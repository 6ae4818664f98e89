"""Routes of training: what can be learned and is asked for, who learned it, and what partners must do."""

from http import HTTPStatus
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers as fields
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from enablement.api import serializers
from enablement.models import Certificate, CertificateRequirement, Certification, RequiredTask
from enablement.operations.catalogue import Entry, add_entry, change_entry, remove_entry
from enablement.operations.certificates import add_certificate, change_certificate, remove_certificate
from enablement.operations.tasks import add_task, change_task, complete_task, remove_task, reopen_task
from partners.models import Contact, Partner
from prm.api.viewsets import TenantViewSet
from prm.people.permissions import Permission
from prm.tenancy.models import TenantModel

OF_PARTNER = extend_schema(parameters=[OpenApiParameter("partner", str, description="Only of this partner, by id.")])


class PartnerFilter(fields.Serializer[Any]):
    """What narrows a list to one partner."""

    partner = fields.UUIDField(required=False)


class PartOfEnablement[M: TenantModel](ListModelMixin, RetrieveModelMixin, TenantViewSet[M]):
    """Routes over rows that the vendor's people write and partners read."""

    required_permission = Permission.ENABLEMENT_VIEW
    write_permission = Permission.ENABLEMENT_EDIT


class OfPartners[M: TenantModel](PartOfEnablement[M]):
    """Rows that belong to partners; the list narrows to one."""

    def rows(self) -> QuerySet[M]:
        if self.action != "list":
            return super().rows()
        asked = PartnerFilter(data=self.request.query_params.dict())
        asked.is_valid(raise_exception=True)
        return super().rows().filter(**{f"{name}_id": value for name, value in asked.validated_data.items()})

    @OF_PARTNER
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)


class CatalogueViewSet[M: Entry](PartOfEnablement[M]):
    """What the programme asks for: read by all, kept by operations."""

    write_permission = Permission.SETTINGS_EDIT

    def create(self, request: Request, tenant: str) -> Response:
        """Add one."""
        given = self._resolved(self.given(self.get_serializer_class()))
        row = add_entry(self.model, fields=given, by=self.membership, at=self.now)
        return self.shown(row, status=HTTPStatus.CREATED)

    def partial_update(self, request: Request, tenant: str, pk: str) -> Response:
        """Write the fields that were sent."""
        row = self.get_object()
        changes = self._resolved(self.given(self.get_serializer_class(), row=row))
        return self.shown(change_entry(row, changes=changes, by=self.membership, at=self.now))

    def destroy(self, request: Request, tenant: str, pk: str) -> Response:
        """Take it away, where nothing stands on it."""
        remove_entry(self.get_object(), by=self.membership, at=self.now)
        return Response(status=HTTPStatus.NO_CONTENT)

    def _resolved(self, given: dict[str, Any]) -> dict[str, Any]:
        if "certification_id" in given:
            pk = given.pop("certification_id")
            given["certification"] = self.found(Certification, pk=pk) if pk else None
        return given


class CertificationViewSet(CatalogueViewSet[Certification]):
    """What people can be certified in."""

    model = Certification
    serializer_class = serializers.CertificationSerializer


class RequirementViewSet(CatalogueViewSet[CertificateRequirement]):
    """Which certificates each tier asks for."""

    model = CertificateRequirement
    serializer_class = serializers.RequirementSerializer


class CertificateViewSet(OfPartners[Certificate]):
    """Certificates in people's hands, expired ones too."""

    model = Certificate
    serializer_class = serializers.CertificateSerializer

    def rows(self) -> QuerySet[Certificate]:
        return super().rows().select_related("contact", "certification")

    def create(self, request: Request, tenant: str) -> Response:
        """Write one down for a contact. Without a last day it lasts as long as its certification says."""
        given = self._resolved(self.given(serializers.CertificateSerializer))
        partner = self.found(Partner, pk=given["contact"].partner_id)
        row = add_certificate(partner=partner, by=self.membership, at=self.now, **given)
        return self.shown(row, status=HTTPStatus.CREATED)

    def partial_update(self, request: Request, tenant: str, pk: str) -> Response:
        """Correct one."""
        row = self.get_object()
        changes = self._resolved(self.given(serializers.CertificateSerializer, row=row))
        return self.shown(change_certificate(certificate=row, changes=changes, by=self.membership, at=self.now))

    def destroy(self, request: Request, tenant: str, pk: str) -> Response:
        """Take one away that was never earned."""
        remove_certificate(certificate=self.get_object(), by=self.membership, at=self.now)
        return Response(status=HTTPStatus.NO_CONTENT)

    def _resolved(self, given: dict[str, Any]) -> dict[str, Any]:
        """Person and certification by id as rows that the caller reaches."""
        if "contact_id" in given:
            given["contact"] = self.found(Contact, pk=given.pop("contact_id"))
        if "certification_id" in given:
            given["certification"] = self.found(Certification, pk=given.pop("certification_id"))
        return given


class TaskViewSet(OfPartners[RequiredTask]):
    """What partners must do, and when it was done."""

    model = RequiredTask
    serializer_class = serializers.TaskSerializer

    @extend_schema(request=serializers.NewTaskSerializer)
    def create(self, request: Request, tenant: str) -> Response:
        """Ask a partner to do something by a day."""
        given = self.given(serializers.NewTaskSerializer)
        partner = self.found(Partner, pk=given.pop("partner"))
        task = add_task(partner=partner, fields=given, by=self.membership, at=self.now)
        return self.shown(task, status=HTTPStatus.CREATED)

    def partial_update(self, request: Request, tenant: str, pk: str) -> Response:
        """Change what is asked."""
        task = self.get_object()
        changes = self.given(serializers.TaskSerializer, row=task)
        return self.shown(change_task(task=task, changes=changes, by=self.membership, at=self.now))

    def destroy(self, request: Request, tenant: str, pk: str) -> Response:
        """Ask no longer for it."""
        remove_task(task=self.get_object(), by=self.membership, at=self.now)
        return Response(status=HTTPStatus.NO_CONTENT)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def completion(self, request: Request, tenant: str, pk: str) -> Response:
        """Say that it was done today."""
        at = self.now
        today = at.astimezone(ZoneInfo(self.membership.tenant.time_zone)).date()
        return self.shown(complete_task(task=self.get_object(), done_date=today, by=self.membership, at=at))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def reopening(self, request: Request, tenant: str, pk: str) -> Response:
        """Say that it is not done after all."""
        return self.shown(reopen_task(task=self.get_object(), by=self.membership, at=self.now))
