"""Pages that forget every rule, so that only the database stands in the way."""

from uuid import uuid4

from django.http import HttpResponse
from django.urls import path

from partners.models import Contact
from prm.people.http import TenantRequest
from prm.tenancy.models import Tenant
from prm.urls import handler404, handler500

__all__ = ["handler404", "handler500", "urlpatterns"]


def into_another_tenant(request: TenantRequest, tenant: str) -> HttpResponse:
    """Writes half of something, then into a tenant that is not the member's."""
    Contact.objects.create(partner_id=request.GET["own"], name="Half")
    Contact.unscoped.create(tenant_id=request.GET["other"], partner_id=request.GET["partner"], name="Evil")
    return HttpResponse("written")


def without_grant(request: TenantRequest, tenant: str) -> HttpResponse:
    return HttpResponse(str(list(Tenant.objects.raw("SELECT * FROM people_user"))))


def to_nothing(request: TenantRequest, tenant: str) -> HttpResponse:
    """Points to a partner that is not there, which only the commit notices."""
    Contact.objects.create(partner_id=request.GET.get("partner") or uuid4(), name="Dangling")
    return HttpResponse("written")


def broken(request: TenantRequest, tenant: str) -> HttpResponse:
    Contact.objects.create(partner_id=request.GET["own"], name="Half")
    raise RuntimeError("broken")


urlpatterns = [
    path("t/<slug:tenant>/into-another-tenant/", into_another_tenant),
    path("t/<slug:tenant>/without-grant/", without_grant),
    path("t/<slug:tenant>/to-nothing/", to_nothing),
    path("t/<slug:tenant>/broken/", broken),
]
