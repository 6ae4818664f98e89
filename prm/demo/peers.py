"""Peer figures of the quarters that are over, and the programme's values for CAMs."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from prm.demo.assessments import QUARTERS
from prm.demo.history import History
from prm.tenancy.models import Tenant
from scorecards.operations.peers import freeze_peers
from scorecards.operations.spreads import refresh_spreads
from scorecards.operations.standings import refresh_standings

# As Tandem does it by itself: some nights after a quarter's last day.
AFTER_END, AT_NIGHT = timedelta(days=5), time(3, 15)


def plant_peers(tenant: Tenant, history: History, *, at: datetime) -> None:
    """Freeze the quarters that have finished rounds, the oldest first, each some days after its end.

    Standings follow the win rate that is told with them, so they are brought up to date at the end.
    """
    quarter = history.calendar.quarter_of(history.last)
    past = []
    for _ in range(QUARTERS):
        quarter = quarter.previous()
        past.append(quarter)
    for each in reversed(past):
        day = history.calendar.quarter(each).end_date + AFTER_END
        if day <= history.last:
            freeze_peers(tenant=tenant, quarter=each, at=datetime.combine(day, AT_NIGHT, ZoneInfo(tenant.time_zone)))
    refresh_standings(partner_ids=None, at=at)
    refresh_spreads()
