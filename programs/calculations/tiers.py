"""Which level a partner has reached, and what is missing to the next. Prose: docs/calculations/tiers.md.

A level is reached when every set of its requirements is met, whatever the levels below ask; the highest one counts.
Of several tracks the better one counts. A metric without data is not met, and said to be without data.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from programs.calculations.catalogue import MetricWords, words_in
from programs.calculations.rules import (
    LOWEST,
    TEN,
    Figure,
    Metric,
    Part,
    RequirementSet,
    Row,
    Rules,
    Score,
    Track,
    Values,
)
from programs.calculations.wording import gap, name_of, written
from programs.enums import Method, Operator

ZERO, ONE = Decimal(0), Decimal(1)


@dataclass(frozen=True, slots=True)
class RequirementResult:
    """One requirement: what was asked, what is there, and what is missing in words. `share` is how far, 0 to 1."""

    name: str
    asked: str
    value: str
    met: bool
    has_data: bool
    share: Decimal
    gap: str = ""

    @property
    def percent(self) -> int:
        """The share in whole percent, never rounded up to done."""
        return int(self.share * 100)


@dataclass(frozen=True, slots=True)
class SetResult:
    """Requirements of which `needed` must be met."""

    requirements: tuple[RequirementResult, ...]
    needed: int

    @property
    def met_count(self) -> int:
        return sum(each.met for each in self.requirements)

    @property
    def met(self) -> bool:
        return self.met_count >= self.needed

    @property
    def is_choice(self) -> bool:
        """True when not all of them are needed."""
        return self.needed < len(self.requirements)

    @property
    def share(self) -> Decimal:
        """How far the set is met: the mean of the best `needed` shares."""
        best = sorted((each.share for each in self.requirements), reverse=True)[: self.needed]
        return sum(best, ZERO) / self.needed if self.needed else ONE

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is missing; of a choice all that would do, in one sentence."""
        if self.met:
            return ()
        open_gaps = tuple(each.gap for each in self.requirements if not each.met)
        if not self.is_choice:
            return open_gaps
        return (f"{self.needed - self.met_count} of these: {'; '.join(open_gaps)}",)


@dataclass(frozen=True, slots=True)
class LevelResult:
    """A level as asked of one partner."""

    key: str
    name: str
    sets: tuple[SetResult, ...]

    @property
    def met(self) -> bool:
        return all(each.met for each in self.sets)

    @property
    def share(self) -> Decimal:
        """How far the level is reached, 0 to 1; 1 exactly when it is. Each needed requirement counts alike."""
        needed = sum(each.needed for each in self.sets)
        return sum((each.share * each.needed for each in self.sets), ZERO) / needed if needed else ONE

    @property
    def gaps(self) -> tuple[str, ...]:
        return tuple(words for each in self.sets for words in each.gaps)


@dataclass(frozen=True, slots=True)
class ScorePart:
    """What one part brought; `points` is None without data."""

    name: str
    points: Decimal | None
    maximum: Decimal | None


@dataclass(frozen=True, slots=True)
class ScoreResult:
    """A score and what it is made of. Parts without data add nothing; without any data there is no total."""

    key: str
    name: str
    total: Decimal | None
    parts: tuple[ScorePart, ...]


@dataclass(frozen=True, slots=True)
class TrackResult:
    """One way through the programme: each level asked, lowest first."""

    key: str
    name: str
    scores: tuple[ScoreResult, ...]
    levels: tuple[LevelResult, ...]

    @property
    def rank(self) -> int:
        """The position of the highest level that is met; -1 for none."""
        return max((rank for rank, level in enumerate(self.levels) if level.met), default=-1)

    @property
    def next(self) -> LevelResult | None:
        """The level above the one reached; None at the top."""
        return self.levels[self.rank + 1] if self.rank + 1 < len(self.levels) else None

    @property
    def standing(self) -> tuple[int, Decimal, Decimal]:
        """What makes one track better than another: the level, then how far the next one is, then the scores."""
        scores = sum((score.total for score in self.scores if score.total is not None), ZERO)
        return self.rank, self.next.share if self.next else ONE, scores


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a partner reaches on a day. `tracks` stand with the one that counts first."""

    day: date
    tracks: tuple[TrackResult, ...]

    @property
    def best(self) -> TrackResult:
        return self.tracks[0]

    @property
    def rank(self) -> int:
        return self.best.rank

    @property
    def level(self) -> LevelResult | None:
        """The level reached; None when not even the lowest is."""
        return self.best.levels[self.rank] if self.rank >= 0 else None

    @property
    def next(self) -> LevelResult | None:
        return self.best.next

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is missing to the next level, in words."""
        return self.next.gaps if self.next else ()


def evaluate(
    rules: Rules, values: Values, *, day: date, currency: str = "USD", entered: Iterable[Metric] = ()
) -> Evaluation:
    """What the values of a day reach. A value that is missing or None is no data.

    `entered` are the tenant's own metrics, for their words.
    """
    entered = tuple(entered)
    tracks = [_track(rules, track, values, currency, entered) for track in rules.tracks]
    # Sorting is stable on equals, and names decide between them: the order of tracks in the rules means nothing.
    tracks.sort(key=lambda track: (track.name, track.key))
    tracks.sort(key=lambda track: track.standing, reverse=True)
    return Evaluation(day, tuple(tracks))


def evaluate_days(
    rules: Rules, by_day: Mapping[date, Values], *, currency: str = "USD", entered: Iterable[Metric] = ()
) -> Evaluation:
    """The best of several days: the highest level, and of equal ones the latest day."""
    entered, best, seen = tuple(entered), None, None
    for day in sorted(by_day, reverse=True):
        if by_day[day] == seen:
            continue
        seen = by_day[day]
        found = evaluate(rules, seen, day=day, currency=currency, entered=entered)
        if best is None or found.rank > best.rank:
            best = found
        if best.next is None:
            break
    if best is None:
        raise ValueError("No day to evaluate")
    return best


def _track(rules: Rules, track: Track, values: Values, currency: str, entered: tuple[Metric, ...]) -> TrackResult:
    scores = tuple(_score(score, values) for score in track.scores)
    known = {**values, **_figures(track, scores)}
    words = words_in(rules, track, entered)
    levels = tuple(
        LevelResult(level.key, level.name, _sets(track.sets, level.key, known, words, currency))
        for level in rules.levels
    )
    return TrackResult(track.key, track.name, scores, levels)


def _score(score: Score, values: Values) -> ScoreResult:
    parts = tuple(_part(part, score.method, values.get(part.figure)) for part in score.parts)
    known = [
        (part, result.points) for part, result in zip(score.parts, parts, strict=True) if result.points is not None
    ]
    if score.method is Method.MEAN:
        weights = sum((part.points for part in score.parts), ZERO)
        total = sum((part.points * points for part, points in known), ZERO) / weights if weights else ZERO
    else:
        total = sum((points for _part, points in known), ZERO)
    return ScoreResult(score.key, score.name, total if known else None, parts)


def _part(part: Part, method: Method, value: Decimal | None) -> ScorePart:
    if value is None:
        return ScorePart(part.name, None, TEN if method is Method.MEAN else part.maximum)
    if method is Method.MEAN:
        return ScorePart(part.name, min(max(value, ZERO), TEN), TEN)
    return ScorePart(part.name, part.worth(value), part.maximum)


def _figures(track: Track, scores: tuple[ScoreResult, ...]) -> Values:
    """The scores under the names by which rows ask for them."""
    found: dict[Figure, Decimal | None] = {}
    for score, result in zip(track.scores, scores, strict=True):
        points = [part.points for part in result.parts]
        known = [each for each in points if each is not None]
        found[Figure(score.key)] = result.total
        found[Figure(f"{score.key}.{LOWEST}")] = min(known) if known and len(known) == len(points) else None
        found |= {Figure(f"{score.key}.{part.key}"): each for part, each in zip(score.parts, points, strict=True)}
    return found


def _sets(
    sets: tuple[RequirementSet, ...], level: str, known: Values, words: Mapping[str, MetricWords], currency: str
) -> tuple[SetResult, ...]:
    results = []
    for each in sets:
        requirements = tuple(_requirement(row, level, known, words, currency) for row in each.rows_of(level))
        if requirements:
            needed = len(requirements) if each.need is None else min(each.need, len(requirements))
            results.append(SetResult(requirements, needed))
    return tuple(results)


def _requirement(
    row: Row, level: str, known: Values, words: Mapping[str, MetricWords], currency: str
) -> RequirementResult:
    threshold = row.threshold(level)
    assert threshold is not None
    meaning, value = words[row.figure.metric], known.get(row.figure)
    met = value is not None and row.operator.is_met(value, threshold)
    return RequirementResult(
        name=name_of(meaning, row.figure),
        asked=f"{row.operator.label} {written(threshold, meaning.unit, currency)}",
        value="" if value is None else written(value, meaning.unit, currency),
        met=met,
        has_data=value is not None,
        share=ONE if met else _share(row.operator, value, threshold),
        gap="" if met else gap(meaning, row.operator, value, threshold, currency),
    )


def _share(operator: Operator, value: Decimal | None, threshold: Decimal) -> Decimal:
    """How far an unmet requirement is on its way, from 0 to just below 1."""
    if value is None or operator is Operator.AT_MOST or threshold <= 0:
        return ZERO
    return min(max(value / threshold, ZERO), Decimal("0.99"))
