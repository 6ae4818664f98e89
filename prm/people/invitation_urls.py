"""The page behind the link of an invitation, outside every tenant."""

from django.urls import path

from prm.people.views.invitations import invitation

urlpatterns = [path("<slug:slug>/<slug:secret>/", invitation, name="people-invitation")]
