"""Routes of QBRs."""

from http import HTTPStatus
from typing import Any, ClassVar

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.http import FileResponse, Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from partners.models import Partner
from prm.api.viewsets import TenantViewSet
from prm.documents.models import StoredFile
from prm.documents.views import as_download, may_read
from prm.people.permissions import Permission
from qbr.api.serializers import QbrSerializer, RequestSerializer
from qbr.models import Qbr
from qbr.operations.request_qbr import request_qbr
from qbr.queries.reviews import reviews_shown_to
from sales.queries.bookings import data_date


class QbrViewSet(ListModelMixin, RetrieveModelMixin, TenantViewSet[Qbr]):
    """Reviews of the partners that the caller reaches. Partners' people see those that are ready."""

    model = Qbr
    serializer_class = QbrSerializer
    required_permission: ClassVar = Permission.QBR_VIEW
    write_permission: ClassVar = Permission.QBR_BUILD

    def rows(self) -> QuerySet[Qbr]:
        rows = reviews_shown_to(self.membership)
        partner = self.request.query_params.get("partner", "") if self.action == "list" else ""
        return rows.filter(partner=self.found(Partner, pk=partner)) if partner else rows

    @extend_schema(parameters=[OpenApiParameter("partner", OpenApiTypes.UUID, description="Only this partner's.")])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)

    @extend_schema(request=RequestSerializer, responses={202: QbrSerializer})
    def create(self, request: Request, tenant: str) -> Response:
        """Have a review built. Ask for it again to see its progress; one that is being built already is returned."""
        given = self.given(RequestSerializer)
        now = self.now
        as_of = given.get("as_of") or data_date(today=now.date())
        partner = self.found(Partner, pk=given["partner"])
        review = request_qbr(partner=partner, as_of=as_of, by=self.membership, at=now)
        return self.shown(review, status=HTTPStatus.ACCEPTED)

    @extend_schema(responses=OpenApiTypes.OBJECT)
    @action(detail=True)
    def figures(self, request: Request, tenant: str, pk: str) -> Response:
        """The snapshot that page, PDF and deck are drawn from. Amounts are text, so that no digit is lost."""
        review = self.get_object()
        if review.snapshot is None:
            raise Http404
        return Response(review.snapshot)

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    @action(detail=True)
    def pdf(self, request: Request, tenant: str, pk: str) -> FileResponse:
        """The review as a tagged PDF."""
        return self._download(self.get_object().pdf)

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    @action(detail=True)
    def deck(self, request: Request, tenant: str, pk: str) -> FileResponse:
        """The review as a PowerPoint file."""
        return self._download(self.get_object().deck)

    def _download(self, stored: StoredFile | None) -> FileResponse:
        if stored is None or not may_read(self.membership, stored) or not default_storage.exists(stored.storage_key):
            raise Http404
        return as_download(stored)
