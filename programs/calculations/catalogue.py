"""The metrics that programmes can ask for, with the words that people read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from programs.calculations.rules import LOWEST, Metric, Rules, Track
from programs.enums import Unit


@dataclass(frozen=True, slots=True)
class MetricWords:
    """A metric: its name, one and many of it, unit, what it is, and whether a window makes a difference to it."""

    key: str
    name: str
    unit: Unit
    one: str
    many: str
    words: str
    has_window: bool = True


def _count(key: str, one: str, many: str, words: str, *, has_window: bool = True) -> MetricWords:
    return MetricWords(key, f"{many[:1].upper()}{many[1:]}", Unit.COUNT, one, many, words, has_window)


def _amount(key: str, name: str, words: str) -> MetricWords:
    return MetricWords(key, name, Unit.MONEY, name.lower(), name.lower(), words)


def _percent(key: str, name: str, words: str, *, has_window: bool = False) -> MetricWords:
    return MetricWords(key, name, Unit.PERCENT, name.lower(), name.lower(), words, has_window)


BUILT_IN = {
    metric.key: metric
    for metric in (
        _amount("bookings", "Bookings", "What the partner booked, returns taken off."),
        _count("orders", "order", "orders", "Orders of the partner, each counted once."),
        _percent("growth", "Growth", "Bookings of the window against the same days a year before.", has_window=True),
        _count("deals_registered", "registered deal", "registered deals", "Deals registered in the window."),
        _count("deals_won", "deal won", "deals won", "Deals closed as won in the window."),
        _amount("won", "Won deals", "The amounts of deals closed as won in the window."),
        _amount("won_sourced", "Partner-sourced deals", "Won deals that the partner brought."),
        _amount("won_assisted", "Assisted deals", "Won deals that the partner took part in and did not bring."),
        _count(
            "certificates",
            "certificate",
            "certificates",
            "Certificates valid on the day, held by people still there.",
            has_window=False,
        ),
        _count(
            "certified_people",
            "certified person",
            "certified people",
            "People with at least one valid certificate.",
            has_window=False,
        ),
        _percent("performance_to_plan", "Performance to plan", "The scorecard's figure for the year to date."),
        _percent("pipeline_to_target", "Pipeline to target", "The scorecard's pipeline index."),
        _percent("average_deal_size", "Average deal size to target", "The scorecard's index of deal size."),
        _percent("training", "Training", "The scorecard's share of required certificates that are held."),
        _percent("required_tasks", "Required tasks", "The scorecard's share of due tasks done on time."),
        _percent("overall", "Overall score", "The weighted overall figure of the performance scorecard."),
    )
}


def words_in(rules: Rules, track: Track, entered: Iterable[Metric] = ()) -> Mapping[str, MetricWords]:
    """Every name that a row of the track may use: built-in metrics, the programme's and the tenant's own, scores."""
    own = {each.key: own_words(each) for each in (*entered, *rules.metrics)}
    return BUILT_IN | own | dict(_scores(track))


def own_words(metric: Metric) -> MetricWords:
    """The words of a metric that people enter."""
    name = metric.name
    lower = name if name[:2].isupper() else f"{name[:1].lower()}{name[1:]}"
    return MetricWords(metric.key, name, metric.unit, lower, lower, "Entered by people.", has_window=False)


def _scores(track: Track) -> Iterable[tuple[str, MetricWords]]:
    for score in track.scores:
        entries = [
            (score.key, score.name),
            (f"{score.key}.{LOWEST}", f"{score.name}, lowest part"),
            *((f"{score.key}.{part.key}", f"{score.name}, {part.name}") for part in score.parts),
        ]
        for key, name in entries:
            yield key, MetricWords(key, name, score.unit, name, name, "Made of several metrics.", has_window=False)
