"""Events: what happened, and the work that it starts."""

from importlib import import_module

from django.apps import AppConfig
from django.conf import settings


class EventsConfig(AppConfig):
    name = "prm.events"
    label = "events"

    def ready(self) -> None:
        """Load the Celery app, so that what leaves the outbox of a web process or command goes to our broker."""
        import_module(settings.CELERY_MODULE)
