"""What partners learn: certificates of their people, and the tasks required of them."""

from django.apps import AppConfig


class EnablementConfig(AppConfig):
    name = "enablement"

    def ready(self) -> None:
        from enablement import imports, shell, subscriptions
        from enablement.operations.certificates import why_contact_stays
        from partners.operations.contacts import keep_contacts_that

        subscriptions.register()
        imports.register()
        shell.register()
        keep_contacts_that(why_contact_stays)
