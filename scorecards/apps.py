"""How partners stand: targets, metrics, scorecards."""

from django.apps import AppConfig


class ScorecardsConfig(AppConfig):
    name = "scorecards"

    def ready(self) -> None:
        from sales.operations.monthly import when_bookings_change
        from scorecards.operations.standings import refresh_after_bookings

        when_bookings_change(refresh_after_bookings)
