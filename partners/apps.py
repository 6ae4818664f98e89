"""Who the partners are: profile, contacts, assignment to CAMs."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"

    def ready(self) -> None:
        from partners import imports, shell

        imports.register()
        shell.register()
