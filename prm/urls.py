"""Every URL of the product. Pages of a tenant stand under /t/<slug>/, its API under /api/v1/<slug>/."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
]
