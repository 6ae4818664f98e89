"""Where each figure of a scorecard opens down to its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from partners.models import Partner
from prm.documents.specs import Cell, Kpi, Table
from prm.kernel.fiscal import Period
from prm.people.http import TenantRequest
from scorecards.calculations import catalogue
from scorecards.calculations.performance import Performance
from scorecards.calculations.scorecard import MetricLine, Scorecard
from scorecards.documents.deals import shown_years
from scorecards.documents.metrics import metric_kpis, overall_kpi


@dataclass(frozen=True)
class MetricRow:
    """A metric with its cells as the table has them, and the address of the rows behind it."""

    line: MetricLine
    cells: Sequence[Cell]
    url: str


class Addresses:
    """The pages with a partner's rows."""

    def __init__(self, request: TenantRequest, partner: Partner) -> None:
        self._arguments = [request.tenant.slug, partner.pk]

    def bookings(self, performance: Performance, *, months: bool = False) -> str:
        """The bookings of the year to date, or of the last twelve months."""
        since = performance.average_order.period if months else performance.year.period
        return f"{self._page('sales:partner-bookings')}?from={since.start_date}&to={performance.as_of}"

    def quarter(self, period: Period) -> str:
        """The bookings of a run of days."""
        return f"{self._page('sales:partner-bookings')}?from={period.start_date}&to={period.end_date}"

    def of(self, line: MetricLine, card: Scorecard) -> str:
        """The rows behind a metric; empty where the reader may not open them."""
        if line.definition.key == catalogue.PERFORMANCE_TO_PLAN:
            return self.bookings(card.performance)
        if line.definition.key in (catalogue.PIPELINE_TO_TARGET, catalogue.AVERAGE_DEAL_SIZE):
            return self._page("sales:partner-deals")
        if line.definition.key == catalogue.TRAINING:
            return self._page("enablement:partner-training")
        if line.definition.key == catalogue.REQUIRED_TASKS:
            return f"{self._page('enablement:partner-training')}#tasks"
        return self._page("scorecards:partner-metrics")

    def _page(self, name: str) -> str:
        return reverse(name, args=self._arguments)


def figures(card: Scorecard, addresses: Addresses, *, currency: str) -> list[tuple[Kpi, str]]:
    """The overall and the built-in metrics, each with the address of its rows; a tenant's own stand in the table."""
    shown = zip(metric_kpis(card, currency=currency), card.lines, strict=True)
    built_in = ((kpi, addresses.of(line, card)) for kpi, line in shown if not line.definition.is_manual)
    return [(overall_kpi(card), "#metrics"), *built_in]


def metric_rows(card: Scorecard, table: Table, addresses: Addresses) -> list[MetricRow]:
    """The rows of the table of metrics, with their addresses."""
    lines = zip(card.lines, table.rows, strict=True)
    return [MetricRow(line, cells, addresses.of(line, card)) for line, cells in lines]


def year_rows(card: Scorecard, table: Table, addresses: Addresses) -> list[list[tuple[Cell, str, bool]]]:
    """The cells of the table of years, each with the address of its bookings, and whether it is an amount."""
    years = shown_years(card)

    def cell(place: int, row: int, value: Cell) -> tuple[Cell, str, bool]:
        of_year = 0 < place <= len(years)
        url = addresses.quarter(years[place - 1].quarter_periods[row]) if of_year and value is not None else ""
        return value, url, of_year or isinstance(value, Decimal)

    return [[cell(place, row, value) for place, value in enumerate(cells)] for row, cells in enumerate(table.rows)]
