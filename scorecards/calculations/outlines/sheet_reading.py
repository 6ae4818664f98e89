"""The rows of a spreadsheet become an outline, or a list of everything that is wrong with them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scorecards.calculations.outlines.data import MOST_OPTIONS, MOST_QUESTIONS, best_of
from scorecards.calculations.outlines.fields import Unfit
from scorecards.calculations.outlines.nodes import (
    CategoryOutline,
    OptionOutline,
    Outline,
    QuestionOutline,
    TopicOutline,
    key_of,
)
from scorecards.calculations.outlines.sheet import HEADINGS, Heading

NEEDED = ("Category", "Topic", "Question", "Question kind")
# The mark that reading puts before a cell that holds a formula.
FORMULA = "\x1a"
MOST_PROBLEMS = 100
_PARTS = ("category", "topic", "question")
_NAMES = {"category": "name", "topic": "name", "question": "text"}


@dataclass(frozen=True, slots=True)
class SheetProblem:
    """What is wrong with a cell. `row` counts as the spreadsheet does, from 1; the headings are row 1."""

    row: int
    column: str
    sentence: str

    def __str__(self) -> str:
        return f"Row {self.row}, {self.column}: {self.sentence}" if self.column else f"Row {self.row}: {self.sentence}"


class SheetUnusable(ValueError):
    """The rows make no outline; `problems` says where and why, at most a hundred."""

    def __init__(self, problems: Sequence[SheetProblem]) -> None:
        self.problems = tuple(problems[:MOST_PROBLEMS])
        super().__init__(" ".join(map(str, self.problems)))


def headings_of(names: Sequence[str]) -> list[Heading]:
    """Which heading each column has; the order is free. Raises `SheetUnusable` for missing and unknown ones."""
    known = {heading.name.casefold(): heading for heading in HEADINGS}
    written = [" ".join(name.split()).casefold() for name in names]
    problems = [
        SheetProblem(1, name, "There is no such column. Use the headings of an export.")
        for name, plain in zip(names, written, strict=True)
        if plain not in known
    ]
    problems += [SheetProblem(1, name, "This column is missing.") for name in NEEDED if name.casefold() not in written]
    if problems:
        raise SheetUnusable(problems)
    return [known[name] for name in written]


def outline_of_rows(rows: Iterable[tuple[int, Mapping[Heading, str]]]) -> Outline:
    """The outline that numbered rows describe. Raises `SheetUnusable` with all that is wrong.

    Cells that repeat what an earlier row says about the same part must say the same. Best practice is the marked
    options' score where it is not given.
    """
    reading = _Reading()
    for number, cells in rows:
        reading.take(number, cells)
    return reading.outline()


@dataclass
class _Node:
    """A category, topic or question as far as it is read."""

    key: str
    row: int
    above: "_Node | None" = None
    values: dict[str, Any] = field(default_factory=dict)
    below: "list[_Node]" = field(default_factory=list)
    options: list[OptionOutline] = field(default_factory=list)


class _Reading:
    def __init__(self) -> None:
        self.problems: list[SheetProblem] = []
        self.known: dict[str, dict[str, _Node]] = {part: {} for part in _PARTS}

    def take(self, row: int, cells: Mapping[Heading, str]) -> None:
        """Read one row."""
        values = {part: self._read(row, part, cells) for part in (*_PARTS, "option")}
        above: _Node | None = None
        for place, part in enumerate(_PARTS):
            node = self._node(row, part, values[part], above)
            if node is None:
                if any(values[each] for each in (*_PARTS, "option")[place:]) or above is None:
                    self._complain(row, part.capitalize(), "This is needed.")
                return
            above = node
        if values["option"] and above is not None:
            self._take_option(row, above, values["option"])

    def outline(self) -> Outline:
        """What was read, once every row was taken."""
        questions = self.known["question"].values()
        for node in questions:
            if "kind" not in node.values and not self.problems:
                self._complain(node.row, "Question kind", "This is needed.")
        if len(questions) > MOST_QUESTIONS:
            self._complain(1, "", f"A question set has at most {MOST_QUESTIONS} questions.")
        if not self.known["category"] and not self.problems:
            self._complain(2, "", "There is no question below the headings.")
        if self.problems:
            raise SheetUnusable(self.problems)
        return Outline(tuple(map(_category, self.known["category"].values())))

    def _read(self, row: int, part: str, cells: Mapping[Heading, str]) -> dict[str, Any]:
        values = {}
        for heading, cell in cells.items():
            if heading.part == part and cell.strip():
                try:
                    values[heading.field] = _value(heading, cell)
                except Unfit as error:
                    self._complain(row, heading.name, str(error))
        return values

    def _node(self, row: int, part: str, values: dict[str, Any], above: _Node | None) -> _Node | None:
        name = values.get(_NAMES[part], "")
        key = values.get("key") or (key_of(name, otherwise=f"{part}-{row}") if name else "")
        if not key:
            return None
        node = self.known[part].get(key)
        if node is None:
            node = self.known[part][key] = _Node(key, row, above)
            if above is not None:
                above.below.append(node)
            if not name:
                self._complain(row, part.capitalize(), "This is needed.")
        elif node.above is not above:
            self._complain(row, f"{part.capitalize()} key", f"“{key}” stands in row {node.row} below something else.")
        self._merge(row, part, node, values)
        return node

    def _merge(self, row: int, part: str, node: _Node, values: dict[str, Any]) -> None:
        for name, value in values.items():
            if node.values.setdefault(name, value) != value:
                column = next(each.name for each in HEADINGS if (each.part, each.field) == (part, name))
                self._complain(row, column, f"Row {node.row} says something else about the same {part}.")

    def _take_option(self, row: int, question: _Node, values: dict[str, Any]) -> None:
        if "label" not in values:
            self._complain(row, "Option", "This is needed.")
        elif len(question.options) >= MOST_OPTIONS:
            self._complain(row, "Option", f"A question has at most {MOST_OPTIONS} options.")
        else:
            question.options.append(OptionOutline(**values))

    def _complain(self, row: int, column: str, sentence: str) -> None:
        self.problems.append(SheetProblem(row, column, sentence))


def _value(heading: Heading, cell: str) -> Any:
    if cell.startswith(FORMULA):
        raise Unfit("This cell holds a formula. Paste its result as a value, or format the cell as text.")
    return heading.read(cell)


def _category(node: _Node) -> CategoryOutline:
    return CategoryOutline(**node.values | {"key": node.key}, topics=tuple(map(_topic, node.below)))


def _topic(node: _Node) -> TopicOutline:
    return TopicOutline(**node.values | {"key": node.key}, questions=tuple(map(_question, node.below)))


def _question(node: _Node) -> QuestionOutline:
    options = tuple(node.options)
    values = node.values | {"key": node.key}
    if "best_practice" not in values and (best := best_of(options)) is not None:
        values["best_practice"] = best
    return QuestionOutline(**values, options=options)
