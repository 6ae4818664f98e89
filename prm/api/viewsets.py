"""What the viewsets of all apps share."""

from datetime import datetime
from http import HTTPStatus
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils import timezone
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet

from prm.api.permissions import Permissions
from prm.people.models import Membership
from prm.tenancy.models import TenantModel


class TenantViewSet[M: TenantModel](GenericViewSet[M]):
    """Routes over the rows of one model that the caller's scope reaches; all others are not found (404).

    `required_permission` reads, `write_permission` changes, `action_permissions` says it for single actions; see
    `permissions_for`. `rows()` gives the queryset.
    """

    model: type[M]
    required_permission: ClassVar[Permissions]
    write_permission: ClassVar[Permissions | None] = None
    action_permissions: ClassVar[dict[str, Permissions]] = {}
    lookup_value_converter = "uuid"
    request: Request

    def rows(self) -> QuerySet[M]:
        """The rows of the route, as the scope lets them through. Override to narrow or to join."""
        return self.model.objects.all()

    def get_queryset(self) -> QuerySet[M]:
        # The schema is drawn outside of every tenant.
        return self.model.unscoped.none() if getattr(self, "swagger_fake_view", False) else self.rows()

    def given(self, serializer: type[BaseSerializer[Any]], *, row: M | None = None) -> dict[str, Any]:
        """What was sent, checked; for a row only the fields that were sent. Raises `ValidationError`."""
        checked = serializer(
            row, data=self.request.data, partial=row is not None, context=self.get_serializer_context()
        )
        checked.is_valid(raise_exception=True)
        return dict(checked.validated_data)

    def shown(self, row: M, *, status: int = HTTPStatus.OK) -> Response:
        """The row as the route shows it."""
        return Response(self.get_serializer(row).data, status=status)

    @property
    def membership(self) -> Membership:
        """Who asks."""
        return self.request._request.membership  # type: ignore[attr-defined, no-any-return]

    @property
    def now(self) -> datetime:
        """When they ask: the one place where a route reads the clock."""
        return timezone.now()

    def found[T: TenantModel](self, model: type[T], **look_up: Any) -> T:
        """One row of another model by its fields, 404 when it is missing or not the caller's."""
        return get_object_or_404(model.objects.all(), **look_up)
