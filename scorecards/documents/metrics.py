"""The metrics of a scorecard as figures and as a table: what page, PDF and sheet show."""

from decimal import Decimal

from prm.documents.formats import PERCENT, Format, Unit
from prm.documents.specs import Cell, Column, Kind, Kpi, Table
from prm.kernel import money
from prm.kernel.ratios import Gap, Ratio
from scorecards.calculations import catalogue
from scorecards.calculations.pipeline import Pipeline
from scorecards.calculations.readings import Reading
from scorecards.calculations.scorecard import MetricLine, Scorecard, Standpoint
from scorecards.calculations.training import Training
from scorecards.documents.presentation import plan_kpi
from scorecards.documents.wording import counted, of_plan
from scorecards.enums import Denominator, MetricUnit

_NONE_ASKED = {catalogue.TRAINING: "None required", catalogue.REQUIRED_TASKS: "None due"}
TARGET_MET = "Target met"


def written_value(line: MetricLine, value: Ratio, currency: str) -> str:
    """A metric's value in its unit and in few digits: ``96.6%``, ``3.0×``, ``$30K``; or why there is none."""
    if value.value is None:
        asked = _NONE_ASKED.get(line.definition.key) if value.reason is Gap.NOT_APPLICABLE else None
        return asked or value.as_percent().capitalize()
    if line.definition.unit is MetricUnit.PERCENT:
        # People enter 45 for 45 %; what Tandem works out are quotients.
        return f"{_figure(value.value)}%" if line.definition.is_manual else of_plan(value)
    if line.definition.unit is MetricUnit.MULTIPLE:
        return value.as_multiple()
    if line.definition.unit is MetricUnit.MONEY:
        return money.compact(value.value, currency)
    return _figure(value.value)


def overall_kpi(card: Standpoint) -> Kpi:
    """The overall, and of how many metrics it is made."""
    counted_in, wanted = len(card.overall.counted), len(card.overall.counted) + len(card.overall.left_out)
    if card.overall.value.value is None:
        return Kpi("Overall", "No data", "no metric has data yet", card.overall.light)
    all_of = counted(wanted, "metric") if counted_in == wanted else f"{counted_in} of {wanted} metrics"
    detail = f"weighted over {all_of}"
    return Kpi("Overall", of_plan(card.overall.value), detail, card.overall.light)


def metric_kpis(card: Standpoint, *, currency: str) -> tuple[Kpi, ...]:
    """Every metric as a figure, in the order of the scorecard."""
    return tuple(_kpi(line, card, currency) for line in card.lines)


def pipeline_kpi(pipeline: Pipeline, *, currency: str) -> Kpi:
    """Pipeline to target: the coverage, of what, and how much is needed."""
    return _built_in(catalogue.PIPELINE_TO_TARGET, pipeline.reading, _pipeline_detail(pipeline, currency), currency)


def training_kpi(training: Training) -> Kpi:
    """Training and certificates: the share, and how many of how many are held."""
    return _built_in(catalogue.TRAINING, training.reading, _training_detail(training), "")


def metrics_table(card: Scorecard, *, currency: str) -> Table:
    """Every metric by quarter and to date, with its index, its weight and its light; the overall below."""
    return Table(
        id="metrics",
        title=f"By quarter, {card.performance.year.period.label}",
        columns=_columns([each.period.label.partition(" ")[0] for each in card.quarters]),
        rows=tuple(_row(line, currency) for line in card.lines),
        totals=_totals(card),
        summary=card.overall.note,
    )


def _columns(quarters: list[str]) -> tuple[Column, ...]:
    return (
        Column("Metric", weight=5),
        *(Column(name, Kind.FIGURE, PERCENT) for name in quarters),
        Column("To date", Kind.FIGURE, PERCENT),
        Column("Index", Kind.FIGURE, PERCENT),
        Column("Weight", Kind.FIGURE, Format(Unit.NUMBER, places=0)),
        Column("Status", Kind.STATUS, weight=3),
    )


def _row(line: MetricLine, currency: str) -> tuple[Cell, ...]:
    quarters = (written_value(line, reading.value, currency) for reading in line.quarters)
    index = of_plan(line.now.index) if line.now.has_data else None
    weight = line.weight or None
    return (
        line.definition.name,
        *(_short(text) for text in quarters),
        written_value(line, line.now.value, currency),
        index,
        weight,
        line.now.light,
    )


def _totals(card: Scorecard) -> tuple[Cell, ...]:
    quarters = (None if each.overall.value.value is None else of_plan(each.overall.value) for each in card.quarters)
    value = None if card.overall.value.value is None else of_plan(card.overall.value)
    return ("Overall", *quarters, value, value, None, card.overall.light)


def _short(text: str) -> Cell:
    """What has no figure is a dash in a quarter; that a target is met is worth saying."""
    return text if any(digit in text for digit in "0123456789") or text == TARGET_MET else None


def _kpi(line: MetricLine, card: Standpoint, currency: str) -> Kpi:
    if line.definition.key == catalogue.PERFORMANCE_TO_PLAN:
        return plan_kpi(card.performance, currency=currency)
    if line.definition.key == catalogue.PIPELINE_TO_TARGET:
        return pipeline_kpi(card.measures.pipeline, currency=currency)
    if line.definition.key == catalogue.TRAINING:
        return training_kpi(card.measures.training)
    details = {
        catalogue.AVERAGE_DEAL_SIZE: _deal_size_detail,
        catalogue.REQUIRED_TASKS: _tasks_detail,
    }
    detail = details.get(line.definition.key)
    text = detail(card, currency) if detail else _manual_detail(line, currency)
    return Kpi(line.definition.name, written_value(line, line.now.value, currency), text, line.now.light)


def _built_in(key: str, reading: Reading, detail: str, currency: str) -> Kpi:
    line = MetricLine(catalogue.BY_KEY[key], Decimal(0), reading)
    return Kpi(line.definition.name, written_value(line, reading.value, currency), detail, reading.light)


def _pipeline_detail(pipeline: Pipeline, currency: str) -> str:
    if pipeline.reading.value.reason is Gap.NO_DATA:
        return "no deals are recorded"
    amount = f"{money.compact(pipeline.open.amount, currency)} open"
    if pipeline.remaining is None or pipeline.target is None:
        return f"{amount}, no target to compare"
    if pipeline.remaining <= 0:
        return f"{amount}, nothing left to sell"
    of_target = pipeline.denominator is Denominator.TARGET
    asked = f"{money.compact(pipeline.target if of_target else pipeline.remaining, currency)}"
    words = "target" if of_target else "still to sell"
    return f"{amount} for {asked} {words}, {money.number(pipeline.required.value, 1)}× needed"


def _deal_size_detail(card: Standpoint, currency: str) -> str:
    size = card.measures.deal_size
    if size.reading.value.reason is Gap.NO_DATA:
        return "no deals are recorded"
    found = f"{counted(size.count, 'deal')} won in 12 months"
    if size.median is None:
        return f"{found}, 3 are needed"
    target = f"target {money.compact(size.target, currency)}" if size.target else "no target set"
    return f"{target}, median {money.compact(size.median, currency)}, {counted(size.count, 'deal')}"


def _training_detail(training: Training) -> str:
    held = counted(training.held, "certificate")
    if not training.requirements:
        return f"{held} held, none required"
    required = sum(each.required for each in training.requirements)
    met = sum(min(each.held, each.required) for each in training.requirements)
    soon = (
        f", {training.expiring} expire{'s' if training.expiring == 1 else ''} in 90 days" if training.expiring else ""
    )
    return f"{met} of {required} required{soon}"


def _tasks_detail(card: Standpoint, currency: str) -> str:
    tasks = card.measures.tasks
    if not tasks.due:
        return "nothing was due yet this year"
    overdue = f", {len(tasks.overdue)} overdue" if tasks.overdue else ""
    return f"{tasks.on_time} of {tasks.due} on time{overdue}"


def _manual_detail(line: MetricLine, currency: str) -> str:
    if line.now.value.value is None:
        return "nothing entered in 12 months"
    return "no target" if line.target is None else f"target {written_value(line, Ratio(line.target), currency)}"


def _figure(value: money.Amount) -> str:
    text = money.number(value, 2)
    return text.rstrip("0").rstrip(".") if "." in text else text
