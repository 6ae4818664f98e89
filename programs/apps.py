"""Where partners stand in the programme: their life stage and their tier."""

from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "programs"
