"""The app that draws, writes and keeps documents."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Documents: charts, PDF, decks, sheets and the files that were made."""

    name = "prm.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"
