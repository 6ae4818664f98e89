"""A partner among its peers, as rows: figures, words, and where box, middle and own dot lie in the drawing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from partners.models import Partner
from scorecards.calculations.capabilities import shown
from scorecards.calculations.capability_result import CapabilityResult, Peers, best_practice
from scorecards.calculations.peer_metrics import OVERALL, capability_key, capability_values
from scorecards.queries.peers import PeerFigure, PeerView, peer_view

FULL = 100
# Indices go beyond 100 %; the drawing ends here, the words do not.
PERCENT_FULL = 150


@dataclass(frozen=True)
class RangeDrawing:
    """Places in a drawing 1000 wide. Without quartiles there is no box."""

    median: int
    own: int | None
    box_start: int | None = None
    box_width: int | None = None


@dataclass(frozen=True)
class PeerRow:
    """One metric. Without `figure` there are not enough peers, and `aim` (best practice) is all there is to compare."""

    key: str
    label: str
    unit: str
    own: int | None
    aim: int | None
    figure: PeerFigure | None
    drawing: RangeDrawing | None
    words: str
    source: str = ""

    @property
    def describes(self) -> str:
        """The drawing in words, for who cannot see it."""
        return f"{self.label}: {self.words}"


@dataclass(frozen=True)
class Metric:
    """What a row is about."""

    key: str
    label: str
    aim: int | None = None
    unit: str = ""


def peer_rows(view: PeerView, metrics: Iterable[Metric]) -> list[PeerRow]:
    """A row for each metric, in their order. Rows whose figures are of others than the first's say of whom."""
    rows = [_row(view, metric) for metric in metrics]
    main = note_of(rows)
    return [
        replace(row, source=source_of(row.figure)) if row.figure and source_of(row.figure) != main else row
        for row in rows
    ]


def _row(view: PeerView, metric: Metric) -> PeerRow:
    figure, own = view.of(metric.key), view.own.get(metric.key)
    full = PERCENT_FULL if metric.unit else FULL
    return PeerRow(
        key=metric.key,
        label=metric.label,
        unit=metric.unit,
        own=own,
        aim=metric.aim,
        figure=figure,
        drawing=_drawing(figure, own, full) if figure else None,
        words=_words(figure, metric),
    )


def _drawing(figure: PeerFigure, own: int | None, full: int) -> RangeDrawing:
    def place(value: int) -> int:
        return max(0, min(1000, value * 1000 // full))

    median, dot = place(figure.median), None if own is None else place(own)
    if figure.lower is None or figure.upper is None:
        return RangeDrawing(median, dot)
    start = place(figure.lower)
    return RangeDrawing(median, dot, start, max(6, place(figure.upper) - start))


def _words(figure: PeerFigure | None, metric: Metric) -> str:
    unit = metric.unit
    if figure is None:
        return "Not enough peers to compare with" + (f"; best practice is {metric.aim}." if metric.aim else ".")
    said = [_place(figure), f"Their middle is {figure.median}{unit}."]
    if figure.lower is not None and figure.upper is not None:
        said.append(f"Half of them lie between {figure.lower}{unit} and {figure.upper}{unit}.")
    return " ".join(filter(None, said))


def _place(figure: PeerFigure) -> str:
    """Where the own value lies: by quarter where quartiles are told, else above or below the middle."""
    own = figure.own
    if own is None:
        return ""
    if own == figure.median:
        return "In the middle of the peers."
    if figure.percentile is not None:
        return f"About {figure.percentile}% of peers are lower."
    return f"{'Above' if own > figure.median else 'Below'} the middle of the peers."


def note_of(rows: Iterable[PeerRow]) -> str:
    """Whose figures they are and of when: those of the first row that has any."""
    figure = next((row.figure for row in rows if row.figure), None)
    return source_of(figure) if figure else ""


def source_of(figure: PeerFigure) -> str:
    """Whose figures they are, and of when."""
    return f"{figure.band} partners: {figure.cohort.label}. Taken at the end of {figure.quarter.label}."


def capability_rows(result: CapabilityResult, partner: Partner, set_key: str) -> list[PeerRow]:
    """The overall and each category of a capability result beside those of peers: two queries."""
    own = capability_values(result.score, set_key)
    metrics = list(_metrics(result, set_key))
    return peer_rows(peer_view(partner, [each.key for each in metrics], own=own), metrics)


def with_peers(result: CapabilityResult, rows: Iterable[PeerRow]) -> CapabilityResult:
    """The result with the middles of its peers, for documents; unchanged where nothing is told."""
    listed = list(rows)
    middles = {row.key.rpartition(":")[2]: Decimal(row.figure.median) for row in listed if row.figure}
    if not middles:
        return result
    return replace(result, peers=Peers(middles.pop(OVERALL, None), middles, f"Peers: {note_of(listed)}"))


def _metrics(result: CapabilityResult, set_key: str) -> Iterator[Metric]:
    """The overall and each category that partners may see."""
    yield Metric(capability_key(set_key), "Overall")
    aims = {each.category.key: each.score for each in best_practice(result)}
    for each in result.score.categories:
        if not each.category.is_internal:
            key = each.category.key
            yield Metric(capability_key(set_key, "category", key), each.category.name, shown(aims.get(key)))
