"""How partners stand: targets and metrics."""

from django.apps import AppConfig


class ScorecardsConfig(AppConfig):
    name = "scorecards"
