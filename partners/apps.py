"""Who the partners are: profile, contacts, assignment to CAMs."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"

    def ready(self) -> None:
        from partners import imports, shell
        from partners.queries.partners import names_of
        from prm.people.partner_names import name_partners_with

        imports.register()
        shell.register()
        name_partners_with(names_of)
