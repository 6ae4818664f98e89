"""Quotas of CAMs against what was credited to them, window by window.

Rule and worked table: docs/calculations/quotas.md. Quotas are compared with bookings only: they are never added to
partners' targets, which share out the same money a second time.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from prm.kernel.fiscal import Period, working_days
from prm.kernel.ratios import Ratio, attainment
from prm.kernel.status import Thresholds, TrafficLight, classify

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class QuotaLine:
    """One CAM's quota for a window, and the bookings in it that are credited to the CAM."""

    membership_id: UUID
    name: str
    quota: Decimal
    credited: Decimal

    @property
    def attainment(self) -> Ratio:
        """Credited to quota; 0.82 is 82 %."""
        return attainment(self.credited, self.quota)


@dataclass(frozen=True)
class QuotaWindow:
    """All quotas of exactly the same days. `due_share` is the part of its working days that has passed, 0 to 1."""

    period: Period
    lines: tuple[QuotaLine, ...]
    due_share: Decimal
    thresholds: Thresholds

    @property
    def quota(self) -> Decimal:
        return sum((line.quota for line in self.lines), ZERO)

    @property
    def credited(self) -> Decimal:
        return sum((line.credited for line in self.lines), ZERO)

    @property
    def attainment(self) -> Ratio:
        """What was credited to all CAMs with a quota in this window, to the whole of their quotas."""
        return attainment(self.credited, self.quota)

    @property
    def is_running(self) -> bool:
        """True while days of it are still to come."""
        return ZERO < self.due_share < 1

    @property
    def light(self) -> TrafficLight:
        """How all of its quotas together stand."""
        return self.light_of(self.attainment)

    def light_of(self, ratio: Ratio) -> TrafficLight:
        """The light of an attainment against what was due by now: half of a quota at half time is on track."""
        if ratio.percent is None or not self.due_share:
            return TrafficLight.NO_DATA
        return classify(ratio.percent / self.due_share, self.thresholds)


def windows_of(
    lines: Iterable[tuple[Period, QuotaLine]], *, as_of: date, thresholds: Thresholds
) -> tuple[QuotaWindow, ...]:
    """The lines gathered by their window, in the order of time; within one by the CAMs' names."""
    gathered: dict[Period, list[QuotaLine]] = defaultdict(list)
    for period, line in lines:
        gathered[period].append(line)
    return tuple(
        QuotaWindow(
            period=period,
            lines=tuple(sorted(gathered[period], key=lambda line: (line.name.casefold(), line.membership_id))),
            due_share=_due_share(period, as_of),
            thresholds=thresholds,
        )
        for period in sorted(gathered)
    )


def _due_share(period: Period, as_of: date) -> Decimal:
    passed = period.up_to(as_of)
    if passed is None:
        return ZERO
    if passed.end_date == period.end_date:
        return Decimal(1)
    return Decimal(working_days(passed)) / max(working_days(period), 1)
