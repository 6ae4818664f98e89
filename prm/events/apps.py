"""Events: what happened, and the work that it starts."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "prm.events"
    label = "events"
