"""Quotas as a grid: a row for each CAM, a column for each window."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from prm.kernel.ratios import Ratio
from prm.kernel.status import TrafficLight
from rollups.calculations.quotas import QuotaLine, QuotaWindow


@dataclass(frozen=True)
class QuotaCell:
    """One CAM in one window; empty where the CAM had no quota, or the window has not begun."""

    credited: Decimal | None = None
    quota: Decimal | None = None
    attainment: Ratio | None = None
    light: TrafficLight = TrafficLight.NO_DATA


@dataclass(frozen=True)
class QuotaRow:
    """A CAM over the windows; the last row is all CAMs together."""

    name: str
    cells: list[QuotaCell]


@dataclass(frozen=True)
class QuotaGrid:
    """The windows as columns, the CAMs as rows."""

    windows: Sequence[QuotaWindow]
    rows: list[QuotaRow]
    total: QuotaRow


def grid_of(windows: Sequence[QuotaWindow]) -> QuotaGrid:
    """The grid of these windows. Nothing is added up over windows: they may overlap."""
    names = {line.membership_id: line.name for window in windows for line in window.lines}
    ordered = sorted(names.items(), key=lambda item: (item[1].casefold(), item[0]))
    by_window = [{line.membership_id: line for line in window.lines} for window in windows]
    rows = [
        QuotaRow(name, [_cell(window, lines.get(key)) for window, lines in zip(windows, by_window, strict=True)])
        for key, name in ordered
    ]
    return QuotaGrid(windows, rows, QuotaRow("All CAMs", [_cell(window, window) for window in windows]))


def _cell(window: QuotaWindow, line: QuotaLine | QuotaWindow | None) -> QuotaCell:
    if line is None:
        return QuotaCell()
    if not window.due_share:
        return QuotaCell(quota=line.quota)
    return QuotaCell(line.credited, line.quota, line.attainment, window.light_of(line.attainment))
