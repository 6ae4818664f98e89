"""When a quarter's peer figures are due."""

from datetime import date, timedelta

from prm.kernel.fiscal import FiscalQuarter
from prm.tenancy.models import Tenant
from scorecards.queries.performance import calendar_of

# Bookings of a quarter's last days come in late: figures wait that long by themselves.
GRACE = timedelta(days=5)


def last_quarter(tenant: Tenant, *, today: date) -> FiscalQuarter:
    """The last fiscal quarter that is over."""
    return calendar_of(tenant).quarter_of(today).previous()


def due_date(tenant: Tenant, quarter: FiscalQuarter) -> date:
    """The day from which Tandem takes a quarter's figures by itself."""
    return calendar_of(tenant).quarter(quarter).end_date + GRACE
