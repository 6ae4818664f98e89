"""What to know of rules before they are published."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from programs.calculations.rules import Row, Rules, Track
from programs.enums import Operator


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about the rules, in words. What `blocks` must be changed before they are published."""

    sentence: str
    blocks: bool


def findings(rules: Rules) -> tuple[Finding, ...]:
    """Levels that everybody would reach, higher levels that ask for less, choices that cannot be met."""
    return (*_empty_levels(rules), *_choices(rules), *_easier_levels(rules))


def _empty_levels(rules: Rules) -> Iterator[Finding]:
    for level in rules.levels[1:]:
        for track in rules.tracks:
            if not any(each.rows_of(level.key) for each in track.sets):
                where = f" in {track.name}" if len(rules.tracks) > 1 else ""
                yield Finding(f"{level.name} asks for nothing{where}, so every partner would reach it.", blocks=True)


def _choices(rules: Rules) -> Iterator[Finding]:
    for track in rules.tracks:
        for each in track.sets:
            for level in rules.levels:
                asked = len(each.rows_of(level.key))
                if each.need is not None and asked and asked < each.need:
                    yield Finding(
                        f"{level.name} wants {each.need} of a set that offers it only {asked}: all of them will count.",
                        blocks=False,
                    )


def _easier_levels(rules: Rules) -> Iterator[Finding]:
    for track in rules.tracks:
        for lower, higher in pairwise(rules.levels):
            easier = [row for row in _rows(track) if _is_easier(row, lower.key, higher.key)]
            if easier:
                yield Finding(
                    f"{higher.name} asks for less than {lower.name} in {len(easier)} of its requirements.", blocks=False
                )


def _rows(track: Track) -> Iterator[Row]:
    for each in track.sets:
        yield from each.rows


def _is_easier(row: Row, lower: str, higher: str) -> bool:
    below, above = row.threshold(lower), row.threshold(higher)
    if below is None or above is None:
        return False
    return above > below if row.operator is Operator.AT_MOST else above < below
