"""People: accounts, memberships, invitations, roles."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "prm.people"
    label = "people"

    def ready(self) -> None:
        from prm.events.acting import find_actors_with
        from prm.people import subscriptions  # noqa: F401  subscribes
        from prm.people.queries import scope_of_active_member

        find_actors_with(scope_of_active_member)
