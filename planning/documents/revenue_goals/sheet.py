"""A revenue goal as a workbook: the result, the worksheets, and how it stands by quarter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from planning.calculations.revenue_goals.goal import PERIODS, Needed, Outcome, figure, per, whole
from planning.calculations.revenue_goals.progress import Progress
from planning.calculations.revenue_goals.worksheet import WorksheetLine
from prm.documents.formats import COUNT, Format
from prm.documents.specs import Cell, Column, Kind, Table

EXACT = Format(places=2)


@dataclass(frozen=True)
class CaseColumn:
    """A case as a column: what its lines lead to, and what the goal takes."""

    label: str
    outcome: Outcome
    needed: Needed


@dataclass(frozen=True)
class SheetColumn:
    """A segment in a case, with its lines as they were entered."""

    segment: str
    whom: str
    share_percent: Decimal
    case: CaseColumn
    lines: dict[WorksheetLine, Decimal]


def result_table(cases: Sequence[CaseColumn], *, title: str, currency: str) -> Table:
    """What the goal takes in each case; needed numbers are whole and rounded up."""
    columns = (Column("Line"), *(Column(f"{case.label}", Kind.FIGURE, EXACT) for case in cases))
    rows: list[tuple[Cell, ...]] = [
        (f"Revenue with these lines, {currency}", *(figure(case.outcome.revenue, 2) for case in cases)),
        (f"To bring from marketing, {currency}", *(figure(case.needed.revenue, 2) for case in cases)),
    ]
    rows += [(f"{words} needed", *(_whole(getattr(case.needed, name)) for case in cases)) for words, name in _STEPS]
    rows += [
        (f"MGOs needed a {period}", *(_per(case.needed.mgos, period) for case in cases))
        for period in PERIODS
        if period != "year"
    ]
    rows.append(("Lines that are 0", *(", ".join(line.letter for line in case.needed.blocked) for case in cases)))
    return Table("result", title, columns, tuple(rows))


_STEPS = (
    ("MGOs", "mgos"),
    ("Opportunities", "opportunities"),
    ("Won deals", "won"),
    ("Contacts", "contacts"),
    ("Campaigns", "campaigns"),
    ("Engaged partners", "engaged"),
)


def worksheets_table(sheets: Iterable[SheetColumn], *, currency: str) -> Table:
    """Every segment and case with its lines A to L."""
    lines = tuple(WorksheetLine)
    columns = (
        Column("Segment"),
        Column("Partners are"),
        Column("Share of the goal, %", Kind.FIGURE, EXACT),
        Column("Case"),
        *(Column(f"{line.letter} {line.label}{_unit(line, currency)}", Kind.FIGURE, EXACT) for line in lines),
        Column("C Engaged partners", Kind.FIGURE, EXACT),
        Column("F Contacts reached", Kind.FIGURE, EXACT),
        Column("H MGOs", Kind.FIGURE, EXACT),
        Column(f"L Revenue, {currency}", Kind.FIGURE, EXACT),
        Column("MGOs needed", Kind.FIGURE, COUNT),
    )
    return Table("worksheets", "Worksheets", columns, tuple(_sheet_row(sheet, lines) for sheet in sheets))


def _sheet_row(sheet: SheetColumn, lines: Sequence[WorksheetLine]) -> tuple[Cell, ...]:
    outcome = sheet.case.outcome
    found = (outcome.engaged, outcome.contacts, outcome.mgos, outcome.revenue)
    return (
        sheet.segment,
        sheet.whom,
        sheet.share_percent,
        sheet.case.label,
        *(sheet.lines[line] for line in lines),
        *(figure(value, 2) for value in found),
        _whole(sheet.case.needed.mgos),
    )


@dataclass(frozen=True)
class SegmentColumn:
    """A segment in one case, with its MGOs, opportunities and revenue."""

    segment: str
    case: str
    measures: tuple[Progress, Progress, Progress]


def segments_table(segments: Iterable[SegmentColumn], *, currency: str) -> Table:
    """Needed, planned and live of each segment in each case."""
    names = ("MGOs", "Opportunities", f"Won from marketing, {currency}")
    columns = (
        *(Column(name) for name in ("Segment", "Case", "Measure")),
        *(
            Column(name, Kind.FIGURE, EXACT)
            for name in ("Needed in the year", "Planned in the year", "Needed to date", "Planned to date", "Live")
        ),
    )
    rows = tuple(
        (each.segment, each.case, name, *_stands(progress))
        for each in segments
        for name, progress in zip(names, each.measures, strict=True)
    )
    return Table("segments", "Segments", columns, rows)


def _stands(progress: Progress) -> tuple[Cell, ...]:
    return (progress.needed, progress.planned, progress.needed_to_date, progress.planned_to_date, progress.live)


def quarters_table(measures: Sequence[tuple[str, Progress]], *, title: str) -> Table:
    """Needed, planned and live of each measure by quarter."""
    columns = (
        Column("Measure"),
        Column("Quarter"),
        *(Column(name, Kind.FIGURE, EXACT) for name in ("Needed", "Planned", "Live")),
    )
    rows = tuple(
        (name, row.label, row.needed, row.planned, row.live) for name, progress in measures for row in progress.quarters
    )
    return Table("quarters", title, columns, rows)


def _whole(value: Fraction | None) -> int | None:
    return None if value is None else whole(value)


def _per(value: Fraction | None, period: str) -> int | None:
    return None if value is None else per(value, period)


def _unit(line: WorksheetLine, currency: str) -> str:
    return {"%": ", %", "money": f", {currency}"}.get(line.unit, "")
