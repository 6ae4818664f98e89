"""People: accounts, memberships, invitations, roles."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "prm.people"
    label = "people"
