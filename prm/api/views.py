"""The schema, its browsable pages, and the answer for routes that are not there."""

from typing import Any, NoReturn

from django.utils.csp import CSP
from django.utils.decorators import method_decorator
from django.views.decorators.csp import csp_override
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from prm.people.models import Membership
from prm.people.permissions import Permission

# Swagger UI sets styles from script; nothing else here does, so the rule is wider on these pages only.
DOCS_CSP: dict[str, list[str]] = {
    "default-src": [CSP.SELF],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}


class Schema(SpectacularAPIView):
    """The API in OpenAPI 3. Describes routes, holds no data, needs no account."""


@method_decorator(csp_override(DOCS_CSP), name="dispatch")
class Docs(SpectacularSwaggerSplitView):
    """The schema to read and to try out."""

    url_name = "api-schema"


class MeSerializer(serializers.Serializer[Membership]):
    """The caller, as the tenant in the URL knows them."""

    id = serializers.UUIDField()
    name = serializers.CharField(source="display_name")
    email = serializers.EmailField()
    role = serializers.CharField()
    partner = serializers.UUIDField(source="partner_id", allow_null=True)
    permissions = serializers.ListField(child=serializers.CharField())
    tenant = serializers.SlugField(source="tenant.slug")
    currency = serializers.CharField(source="tenant.currency")
    fiscal_year_start_month = serializers.IntegerField(source="tenant.fiscal_year_start_month")


class Me(APIView):
    """Who I am here, and what I may do."""

    required_permission = Permission.PARTNER_VIEW

    @extend_schema(responses=MeSerializer)
    def get(self, request: Request, tenant: str) -> Response:
        return Response(MeSerializer(request._request.membership).data)  # type: ignore[attr-defined]


class Missing(APIView):
    """Answers for every URL under /api/ that no route serves, in the API's own shape."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> NoReturn:
        raise NotFound
