"""Pages of cadence, under /t/<slug>/."""

from django.urls import path

from cadence.views import alerts, my_day

app_name = "cadence"
ALERT = "alerts/<uuid:alert_id>/"

urlpatterns = [
    path("my-day/", my_day.my_day, name="my-day"),
    path(f"{ALERT}acknowledgement/", alerts.acknowledgement, name="alert-acknowledgement"),
    path(f"{ALERT}snooze/", alerts.snooze, name="alert-snooze"),
    path(f"{ALERT}resolution/", alerts.resolution, name="alert-resolution"),
    path(f"{ALERT}loss/", alerts.loss, name="alert-loss"),
    path(f"{ALERT}undo/", alerts.undo, name="alert-undo"),
]
