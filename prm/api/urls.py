"""Routes that belong to no app."""

from django.urls import path

from prm.api.views import Me

urlpatterns = [
    path("me/", Me.as_view(), name="api-me"),
]
