"""From when to when the demo has data."""

from dataclasses import dataclass
from datetime import date, timedelta

from prm.demo.vendors.spec import Vendor
from prm.kernel.fiscal import FiscalCalendar, add_months

MONTHS = 18


@dataclass(frozen=True)
class History:
    """The days with bookings, first and last included: a year and a half, and always the whole fiscal year before."""

    first: date
    last: date
    calendar: FiscalCalendar

    @classmethod
    def until(cls, last: date, vendor: Vendor) -> "History":
        """The history that ends with `last`."""
        calendar = FiscalCalendar(vendor.fiscal_year_start_month)
        year_before = calendar.year(calendar.year_of(last) - 1).start_date
        return cls(min(year_before, add_months(last, -MONTHS)), last, calendar)

    @property
    def days(self) -> int:
        return (self.last - self.first).days

    def ago(self, days: int) -> date:
        """The day so many days before the last one."""
        return self.last - timedelta(days=days)
