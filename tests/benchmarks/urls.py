"""The product's URLs, and a page that does nothing once its member is known: what every page costs at least."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from prm.urls import handler400, handler403, handler404, handler500
from prm.urls import urlpatterns as product

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def nothing(request: HttpRequest, tenant: str) -> HttpResponse:
    return HttpResponse("")


urlpatterns = [path("t/<slug:tenant>/nothing/", nothing), *product]
