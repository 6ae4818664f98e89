"""Plan and actual as the API tells it: the figures and words of the page, with the way to the rows behind them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from rest_framework import serializers

from planning.calculations.fixed import decimal
from planning.calculations.plans.account import By
from planning.calculations.plans.actuals import LineActual, PlanActuals
from planning.calculations.plans.expected import Expected, expected
from planning.documents.plans.actuals import Cell, Row, periods, rows, standing, total_row
from planning.models import BusinessPlan
from prm.kernel.fiscal import Period
from prm.kernel.status import Thresholds, TrafficLight
from sales.queries.bookings import NO_FAMILY

MONEY: dict[str, Any] = {"max_digits": 24, "decimal_places": 2}


@dataclass(frozen=True, slots=True)
class ToldCell:
    """A cell with the query that lists the bookings it is the sum of."""

    cell: Cell
    bookings: str


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A row with how it stands; what is not in the plan and the total have no words of their own."""

    row: Row
    line: str | None
    to_date: ToldCell
    cells: list[ToldCell]
    words: str = ""
    status: TrafficLight = TrafficLight.NO_DATA


@dataclass(frozen=True, slots=True)
class ToldActuals:
    """A plan beside its bookings, ready to be written down."""

    plan: BusinessPlan
    found: PlanActuals
    as_of: date
    by: By
    thresholds: Thresholds

    @property
    def closed_until(self) -> date | None:
        shown = periods(self.plan.start_month, self.found.closed, self.by)
        return shown[-1].end_date if shown else None

    @property
    def pace_percent(self) -> Decimal | None:
        return None if self.found.pace is None else decimal(self.found.pace * 100, 4)

    @property
    def lines(self) -> list[ToldRow]:
        return list(self._lines()) if self.found.closed else []

    @property
    def total(self) -> ToldRow | None:
        if not self.found.closed:
            return None
        return self._told(total_row(self.found, start_month=self.plan.start_month, by=self.by), None)

    @property
    def uncounted(self) -> list[str]:
        return [line.name for line in self.found.uncounted]

    @property
    def outcomes(self) -> tuple[Expected, ...]:
        return expected(self.found)

    def _lines(self) -> Iterator[ToldRow]:
        drawn = rows(self.found, start_month=self.plan.start_month, by=self.by)
        lines: list[LineActual | None] = [*self.found.lines, *(None for _ in self.found.unplanned)]
        for row, line in zip(drawn, lines, strict=True):
            yield self._told(row, line)

    def _told(self, row: Row, line: LineActual | None) -> ToldRow:
        to_date, *cells = (ToldCell(cell, self._query(cell.period, row.family)) for cell in (row.to_date, *row.cells))
        if line is None:
            return ToldRow(row, None, to_date, cells)
        stands = standing(line, currency=self.plan.currency, thresholds=self.thresholds)
        return ToldRow(row, line.key, to_date, cells, stands.text, stands.light)

    def _query(self, period: Period, family: str | None) -> str:
        """What to ask `bookings/` for; of lines that share a family it lists the bookings of them all."""
        asked = {"partner": str(self.plan.partner_id), "from_date": period.start_date, "to_date": period.end_date}
        return urlencode(asked | ({} if family is None else {"family": family or NO_FAMILY}))


class ActualCellSerializer(serializers.Serializer[ToldCell]):
    """What was planned and booked in some closed months, in the plan's currency."""

    period = serializers.CharField(source="cell.period.label", help_text="The months in words, such as `Q1 Y1`.")
    start_date = serializers.DateField(source="cell.period.start_date", help_text="First day.")
    end_date = serializers.DateField(source="cell.period.end_date", help_text="Last day.")
    planned = serializers.DecimalField(
        **MONEY, source="cell.planned", help_text="Planned bookings of the vendor, base case."
    )
    booked = serializers.DecimalField(
        **MONEY, source="cell.booked", help_text="Bookings as of `as_of`; returns make it smaller, even negative."
    )
    variance = serializers.DecimalField(
        **MONEY, source="cell.variance", help_text="Booked less planned: above zero is ahead of plan."
    )
    bookings = serializers.CharField(
        help_text="The query that lists the bookings behind `booked`: `GET bookings/?<this>`. For a line that shares "
        "its product family with others it lists the bookings of all of them."
    )


class ActualRowSerializer(serializers.Serializer[ToldRow]):
    """A line of the plan, a product family outside of it, or all bookings."""

    line = serializers.UUIDField(allow_null=True, help_text="The plan's line by id; null for what is no line of it.")
    name = serializers.CharField(source="row.name")
    family = serializers.CharField(
        source="row.family", allow_null=True, help_text="Product family; empty for none, null for all of them."
    )
    is_planned = serializers.BooleanField(
        source="row.is_planned", help_text="False for bookings of a family that no line of the plan names."
    )
    words = serializers.CharField(help_text="How the line stands in words, as its page says it; empty for the others.")
    status = serializers.ChoiceField(
        choices=[(each.value, each.word) for each in TrafficLight],
        source="status.value",
        help_text="By what was booked of the plan to date and the tenant's thresholds.",
    )
    to_date = ActualCellSerializer(help_text="All closed months.")
    periods = ActualCellSerializer(many=True, source="cells", help_text="The closed months, period by period.")


class ExpectedSerializer(serializers.Serializer[Expected]):
    """An outcome of 36 months: an amount in the plan's currency, or a month of the plan from 1.

    A month is null where it does not happen in 36 months, and 0 where no money has to be found.
    """

    key = serializers.CharField(help_text="Which outcome: `bookings`, `revenue`, `gross_profit`, `ebit` and so on.")
    name = serializers.CharField(source="label")
    is_month = serializers.BooleanField(help_text="True where the figures are months of the plan.")
    plan = serializers.DecimalField(**MONEY, allow_null=True, help_text="As planned, base case.")
    expected = serializers.DecimalField(
        **MONEY, allow_null=True, help_text="Closed months as they were booked, the rest as planned."
    )
    at_pace = serializers.DecimalField(
        **MONEY, allow_null=True, help_text="The same, the rest at `pace_percent` of plan; null where there is no pace."
    )


class PlanActualsSerializer(serializers.Serializer[ToldActuals]):
    """A plan beside what was booked, line by line, and what is to be expected of it.

    Outcomes of the profit are left out where the partner keeps its costs to itself.
    """

    plan = serializers.UUIDField(source="plan.pk")
    partner = serializers.UUIDField(source="plan.partner_id")
    currency = serializers.CharField(source="plan.currency", help_text="Of every amount here.")
    as_of = serializers.DateField(
        help_text="The last day for which bookings are known; every figure is as of this day."
    )
    closed_months = serializers.IntegerField(
        source="found.closed", help_text="Months of the plan whose last working day is not later than `as_of`."
    )
    closed_until = serializers.DateField(
        allow_null=True, help_text="Last day of the closed months; null before the first is over."
    )
    pace_percent = serializers.DecimalField(
        max_digits=24,
        decimal_places=4,
        allow_null=True,
        help_text="Booked in percent of plan, last twelve closed months at most; null where nothing was planned.",
    )
    by = serializers.CharField(help_text="How long a period is: `year`, `quarter` or `month`.")
    lines = ActualRowSerializer(many=True, help_text="Lines of the plan, then families outside of it. Empty at first.")
    total = ActualRowSerializer(allow_null=True, help_text="All bookings, those outside the plan too; null at first.")
    uncounted = serializers.ListField(
        child=serializers.CharField(), help_text="Lines without a product family: they stand as planned."
    )
    outcomes = ExpectedSerializer(many=True, help_text="What the plan comes to in 36 months.")
