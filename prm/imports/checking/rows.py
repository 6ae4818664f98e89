"""The second look: every value converted, every row accepted or rejected, in whole columns for speed."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from operator import add
from typing import Final

from prm.imports.checking.converters import Convert
from prm.imports.checking.problems import Problems
from prm.imports.mapping.binding import BoundMapping, Texts
from prm.imports.typing.verdicts import Unacceptable

REMEMBERED: Final = 20_000


@dataclass(frozen=True, slots=True)
class Uniqueness:
    """Fields that together may stand in a file once. Rows where one of them is empty are let through."""

    fields: tuple[str, ...]
    labels: str
    """What they are called in a sentence."""
    empty: frozenset[str]


@dataclass(slots=True)
class RowChecker:
    """Turns the texts of a mapping into rows for COPY and gathers what is wrong with the rest."""

    bound: BoundMapping
    converters: Mapping[str, Convert]
    unique: Sequence[Uniqueness]
    new_id: Callable[[], str]
    json_keys: Mapping[str, str] = field(default_factory=dict)
    """Fields whose values go together, under these keys, into one JSON column: the last of the row."""
    problems: Problems = field(default_factory=Problems)
    rows: int = 0
    accepted: int = 0
    _memory: dict[str, dict[str, str]] = field(default_factory=dict)
    _seen: list[dict[tuple[str, ...], int]] = field(default_factory=list)

    def copy_blocks(self) -> Iterator[str]:
        """Accepted rows as text for COPY: row number, fresh id, then the fields in the order of the converters."""
        self._seen = [{} for _ in self.unique]
        for texts in self.bound.texts():
            self.rows += len(texts.numbers)
            block = self._block(texts)
            if block:
                yield block

    def _block(self, texts: Texts) -> str:
        rejected: set[int] = set()
        columns = {key: self._convert(key, texts, rejected) for key in self.converters}
        if texts.overlong:
            self._reject_overlong(texts, rejected)
        for rule, seen in zip(self.unique, self._seen, strict=True):
            self._reject_repeated(rule, seen, texts.numbers, columns, rejected)
        numbers, kept = texts.numbers, self._stored(columns)
        if rejected:
            good = [i not in rejected for i in range(len(numbers))]
            numbers = list(compress(numbers, good))
            kept = [list(compress(column, good)) for column in kept]
        self.accepted += len(numbers)
        ids = [self.new_id() for _ in numbers]
        return "".join(["\t".join(row) + "\n" for row in zip(map(str, numbers), ids, *kept, strict=True)])

    def _stored(self, columns: Mapping[str, list[str]]) -> list[list[str]]:
        """The columns as they are stored: fields without a JSON key one by one, the others as one column of objects."""
        plain = [column for key, column in columns.items() if key not in self.json_keys]
        if not self.json_keys:
            return plain
        names = [f"{json.dumps(name)}: " for name in self.json_keys.values()]
        rows = zip(*(columns[key] for key in self.json_keys), strict=True)
        return [*plain, [f"{{{', '.join(map(add, names, row))}}}" for row in rows]]

    def _convert(self, key: str, texts: Texts, rejected: set[int]) -> list[str]:
        """One column; rows whose value is refused are rejected and get an empty text."""
        column = texts.fields[key]
        memory = self._memory.setdefault(key, {})
        if len(memory) > REMEMBERED:
            memory.clear()
        refused = self._learn(key, set(column) - memory.keys(), memory)
        if not refused:
            return [memory[text] for text in column]
        origin = self.bound.origins[key]
        for index, text in enumerate(column):
            if text in refused:
                rejected.add(index)
                self.problems.add(texts.numbers[index], origin, refused[text])
        return [memory.get(text, "") for text in column]

    def _learn(self, key: str, fresh: set[str], memory: dict[str, str]) -> dict[str, str]:
        """Convert texts not met before into the memory; those refused come back with the sentence."""
        convert = self.converters[key]
        refused = {}
        for text in fresh:
            try:
                memory[text] = convert(text)
            except Unacceptable as error:
                refused[text] = str(error)
        return refused

    def _reject_overlong(self, texts: Texts, rejected: set[int]) -> None:
        width = len(self.bound.source.columns)
        for index, number in enumerate(texts.numbers):
            if number in texts.overlong:
                rejected.add(index)
                self.problems.add(
                    number,
                    "whole row",
                    f"has {texts.overlong[number]} cells where the file has {width} columns. A cell may hold the"
                    " delimiter; put it in quotation marks.",
                )

    def _reject_repeated(
        self,
        rule: Uniqueness,
        seen: dict[tuple[str, ...], int],
        numbers: Sequence[int],
        columns: Mapping[str, list[str]],
        rejected: set[int],
    ) -> None:
        """The first row of each key counts; later ones are rejected and point to it."""
        keys = zip(*(columns[name] for name in rule.fields), strict=True)
        for index, key in enumerate(keys):
            if not rule.empty.isdisjoint(key) or index in rejected:
                continue
            if key in seen:
                rejected.add(index)
                sentence = f"the same {rule.labels} as in row {seen[key]:,}. Keep one of the two."
                self.problems.add(numbers[index], rule.labels, sentence)
            else:
                seen[key] = numbers[index]
