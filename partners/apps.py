"""Who the partners are: profile, contacts, assignment to CAMs."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"

    def ready(self) -> None:
        from partners.imports import register

        register()
