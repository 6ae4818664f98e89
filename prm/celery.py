"""The Celery application: worker and beat start from here. What runs when stands in `BEAT_SCHEDULE`."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prm.settings.prod")

app = Celery("tandem")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    # Work normally leaves right after commit; this sweep picks up what a lost broker or a killed process left behind.
    "relay-outbox": {"task": "events.relay_outbox", "schedule": 5.0},
    "add-joining-tasks": {
        "task": "enablement.add_joining_tasks_everywhere",
        "schedule": crontab(hour="2", minute="5"),
    },
    "raise-quiet-alerts": {"task": "cadence.raise_quiet_alerts_everywhere", "schedule": crontab(hour="2", minute="15")},
    # Before the alerts: certificates expire and tasks fall due without any change.
    "refresh-standings": {
        "task": "scorecards.refresh_standings_everywhere",
        "schedule": crontab(hour="1", minute="30"),
    },
    "refresh-spreads": {"task": "scorecards.refresh_spreads_everywhere", "schedule": crontab(hour="2", minute="30")},
    "freeze-peers": {"task": "scorecards.freeze_peers_everywhere", "schedule": crontab(hour="3", minute="15")},
    "close-plans-of-past-years": {
        "task": "planning.close_past_years_everywhere",
        "schedule": crontab(hour="0", minute="45"),
    },
    "run-marketing-plans-that-begin": {
        "task": "planning.run_due_marketing_everywhere",
        "schedule": crontab(hour="0", minute="50"),
    },
    "begin-tiers-and-review": {"task": "programs.daily_everywhere", "schedule": crontab(hour="2", minute="45")},
}
