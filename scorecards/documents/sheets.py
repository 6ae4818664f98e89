"""A scorecard as a workbook: figures as numbers, every digit kept."""

from collections.abc import Iterable

from prm.documents.formats import PERCENT, Format
from prm.documents.sheet import write_xlsx
from prm.documents.specs import Cell, Column, Kind, Table
from prm.kernel.ratios import Ratio
from scorecards.calculations.scorecard import MetricLine, Scorecard
from scorecards.documents.deals import deal_facts, lost_facts, months_of_years_table, years_table
from scorecards.documents.facts import Fact
from scorecards.documents.presentation import month_table, quarter_table
from scorecards.enums import MetricUnit

NUMBER = Format(places=2)


def scorecard_xlsx(card: Scorecard, *, currency: str, internal: bool) -> bytes:
    """The workbook. `internal` adds what is the vendor's own judgement: weighted pipeline, reasons of lost deals."""
    tables = [
        _metrics(card),
        month_table(card.performance, currency=currency),
        quarter_table(card.performance, currency=currency),
        years_table(card, currency=currency),
        months_of_years_table(card, currency=currency),
    ]
    if card.diagnostics:
        tables.append(_facts("Deals", deal_facts(card, currency=currency, internal=internal)))
    if internal and card.diagnostics and card.diagnostics.lost_reasons:
        tables.append(_facts("Lost deals", lost_facts(card, currency=currency)))
    return write_xlsx(*tables)


def _metrics(card: Scorecard) -> Table:
    quarters = [each.period.label for each in card.quarters]
    values = tuple(Column(name, Kind.FIGURE, NUMBER) for name in (*quarters, "To date"))
    last = (Column("Index", Kind.FIGURE, PERCENT), Column("Weight", Kind.FIGURE, NUMBER), Column("Status", Kind.STATUS))
    return Table(
        id="metrics",
        title="Metrics",
        columns=(Column("Metric"), Column("Unit"), *values, *last, Column("As of", Kind.DATE)),
        rows=(*(_row(line, card) for line in card.lines), _overall(card)),
    )


def _row(line: MetricLine, card: Scorecard) -> tuple[Cell, ...]:
    values = (_value(line, reading.value) for reading in (*line.quarters, line.now))
    name, unit = line.definition.name, line.definition.unit.label
    return (name, unit, *values, line.now.index, line.weight, line.now.light, card.as_of)


def _overall(card: Scorecard) -> tuple[Cell, ...]:
    quarters = (each.overall.value.percent for each in card.quarters)
    value = card.overall.value
    return ("Overall", MetricUnit.PERCENT.label, *quarters, value.percent, value, None, card.overall.light, card.as_of)


def _value(line: MetricLine, value: Ratio) -> Cell:
    """The figure of a metric: percent as 89 and not 0.89; nothing where there is none."""
    is_quotient = line.definition.unit is MetricUnit.PERCENT and not line.definition.is_manual
    return value.percent if is_quotient else value.value


def _facts(title: str, facts: Iterable[Fact]) -> Table:
    rows = tuple((fact.label, fact.value) for fact in facts)
    return Table(title.lower().replace(" ", "-"), title, (Column("What"), Column("Figure")), rows)
