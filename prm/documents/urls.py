"""Stored files, under /t/<slug>/."""

from django.urls import path

from prm.documents import views

app_name = "documents"
urlpatterns = [path("files/<uuid:file_id>/", views.download, name="file")]
