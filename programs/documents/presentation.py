"""Rules as tables that people read, and the funnel of life stages as a chart."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from prm.documents.specs import Chart, ChartKind, Kpi, Role, Series
from programs.calculations.catalogue import MetricWords, words_in
from programs.calculations.funnel import Funnel
from programs.calculations.rules import Metric, Row, Rules, Score, Track
from programs.calculations.wording import name_of, written
from programs.enums import Method, Operator


@dataclass(frozen=True)
class RuleRow:
    """A requirement, and what each level asks for; empty where it does not."""

    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class RuleSet:
    """Requirements of which all or some are needed."""

    heading: str
    rows: tuple[RuleRow, ...]


@dataclass(frozen=True)
class TrackTable:
    """A track to read."""

    name: str
    sets: tuple[RuleSet, ...]
    scores: tuple[str, ...]


def rule_tables(rules: Rules, *, currency: str, entered: Iterable[Metric] = ()) -> tuple[TrackTable, ...]:
    """The rules as tables: a track each, a column a level."""
    entered = tuple(entered)
    return tuple(_track(rules, track, currency, entered) for track in rules.tracks)


def _track(rules: Rules, track: Track, currency: str, entered: tuple[Metric, ...]) -> TrackTable:
    words = dict(words_in(rules, track, entered))
    sets = tuple(
        RuleSet(
            _heading(each.need, each.name),
            tuple(_row(rules, row, words[row.figure.metric], currency) for row in each.rows),
        )
        for each in track.sets
        if each.rows
    )
    return TrackTable(track.name, sets, tuple(_score(score, words, currency) for score in track.scores))


def _heading(need: int | None, name: str) -> str:
    needed = "All of these" if need is None else f"At least {need} of these"
    return f"{name}: {needed[:1].lower()}{needed[1:]}" if name else needed


def _row(rules: Rules, row: Row, words: MetricWords, currency: str) -> RuleRow:
    sign = {Operator.AT_LEAST: "", Operator.MORE_THAN: "more than ", Operator.AT_MOST: "at most "}[row.operator]
    thresholds = [row.threshold(level.key) for level in rules.levels]
    cells = tuple("" if each is None else f"{sign}{written(each, words.unit, currency)}" for each in thresholds)
    return RuleRow(name_of(words, row.figure), cells)


def _score(score: Score, words: dict[str, MetricWords], currency: str) -> str:
    if score.method is Method.MEAN:
        weights = ", ".join(f"{part.name} {_plain(part.points)}" for part in score.parts)
        return f"{score.name}: mean from 0 to 10 with the weights {weights}."
    parts = []
    for part in score.parts:
        per = written(part.per, words[part.figure.metric].unit, currency)
        most = f", at most {_plain(part.maximum)}" if part.maximum is not None else ""
        parts.append(f"{_plain(part.points)} for each {per} of {part.name}{most}")
    return f"{score.name}: points, {'; '.join(parts)}."


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def funnel_chart(funnel: Funnel) -> Chart:
    """How many partners came how far."""
    first, last = funnel.steps[0], funnel.steps[-1]
    return Chart(
        id="stage-funnel",
        kind=ChartKind.ROWS,
        title="How far partners came",
        summary=f"Of {first.reached} partners, {last.reached} came as far as {last.stage.label.lower()}.",
        categories=tuple(step.stage.label for step in funnel.steps),
        series=(
            Series("Came so far", tuple(Decimal(step.reached) for step in funnel.steps), Role.ACTUAL),
            Series("Are there now", tuple(Decimal(step.now) for step in funnel.steps), Role.PRIOR),
        ),
    )


def funnel_kpis(funnel: Funnel) -> tuple[Kpi, ...]:
    """The funnel in four figures."""
    time, band = funnel.first_deal, funnel.band
    days = f"{time.median_days} days" if time.median_days is not None else "Not yet"
    return (
        Kpi("Partners", str(funnel.partners), f"{funnel.lapsed} lapsed"),
        Kpi(
            "Activation rate",
            funnel.activation.as_percent(),
            f"Partners with a first sale; {band.value} by published ranges" if band else "No partners yet",
        ),
        Kpi("Time to first sale", days, f"Median; {time.with_deal} with one, {time.not_yet} not yet"),
        Kpi("Producing", str(funnel.steps[-1].now), "Sold in the last 12 months"),
    )
