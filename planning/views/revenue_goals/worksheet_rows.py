"""The worksheet of a segment as a table of inputs and of what follows from them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from planning.calculations.revenue_goals.goal import per
from planning.calculations.revenue_goals.prefill import Told
from planning.calculations.revenue_goals.worksheet import WorksheetLine
from planning.documents.revenue_goals.presentation import UNREACHABLE, amount, count, difference, rough, why_not
from planning.forms.revenue_goals import amount_text, cell_name
from planning.queries.revenue_goals.goals import SegmentResult, SheetResult
from planning.views.revenue_goals.entries import Answered, Entry, entry
from prm.documents.formats import whole_money
from prm.documents.specs import NOTHING
from prm.kernel import money


@dataclass(frozen=True)
class Cell:
    """One figure of a worksheet in one case, that follows from what is typed."""

    id: str
    text: str


@dataclass(frozen=True)
class Row:
    """A line of a worksheet over the three cases. `is_sum` rows are what people look for."""

    letter: str
    label: str
    cells: Sequence[Cell | Entry]
    note: str = ""
    is_input: bool = False
    is_sum: bool = False


@dataclass(frozen=True)
class SegmentCard:
    """A segment as the page shows it."""

    result: SegmentResult
    rows: list[Row]
    goal: str
    is_example: bool

    @property
    def id(self) -> UUID:
        key: UUID = self.result.segment.pk
        return key

    @property
    def key(self) -> str:
        """The id as text, for ids of elements."""
        return str(self.id)

    @property
    def figures(self) -> Iterator[Cell | Entry]:
        """The cells that follow from others."""
        return (cell for row in self.rows if not row.is_input for cell in row.cells)

    @property
    def inputs(self) -> Iterator[Cell | Entry]:
        """The cells that are typed."""
        return (cell for row in self.rows if row.is_input for cell in row.cells)


def segment_card(
    result: SegmentResult,
    told: Mapping[WorksheetLine, Told],
    *,
    currency: str,
    answered: Answered | None = None,
) -> SegmentCard:
    """The card of a segment; `answered` when something of it was just sent."""
    rows = list(_rows(result, told, currency, answered))
    is_example = not any(each.is_own for line, each in told.items() if line is not WorksheetLine.PARTNERS)
    return SegmentCard(result, rows, amount(result.goal, currency), is_example)


@dataclass(frozen=True)
class _Figure:
    """A row that follows from others; `write` puts it in words for one case."""

    letter: str
    label: str
    key: str
    write: Callable[[SheetResult, str], str]
    is_sum: bool = False


def _rows(
    result: SegmentResult,
    told: Mapping[WorksheetLine, Told],
    currency: str,
    answered: Answered | None,
) -> Iterator[Row]:
    sheets = list(result.sheets.values())
    for line in _ORDER:
        if isinstance(line, WorksheetLine):
            unit = {"%": ", %", "money": f", {currency}"}.get(line.unit, "")
            entries = [_entry(each, line, answered) for each in sheets]
            yield Row(line.letter, f"{line.label}{unit}", entries, _source(told[line]), is_input=True)
        else:
            cells = [Cell(f"{line.key}-{each.sheet.pk}", line.write(each, currency)) for each in sheets]
            yield Row(line.letter, line.label, cells, is_sum=line.is_sum)


def _entry(each: SheetResult, line: WorksheetLine, answered: Answered | None) -> Entry:
    stands = getattr(each.sheet, line.value)
    return entry(
        each.sheet.pk,
        cell_name(each.case, line),
        f"{line.label}, {each.case.label.lower()}",
        amount_text(stands),
        answered=answered,
        part=line.value,
        was=str(stands),
    )


def _needed_mgos(each: SheetResult, _currency: str) -> str:
    return count(each.needed.mgos) if each.needed.is_reachable else f"{UNREACHABLE}. {why_not(each.needed)}"


def _needed_partners(each: SheetResult, _currency: str) -> str:
    more = f", more than the {money.number(each.sheet.partners)} there are" if each.lacks_partners else ""
    return f"{count(each.needed.engaged)}{more}"


def _source(told: Told) -> str:
    return f"Your data: {amount_text(told.value)}. {told.source}" if told.is_own else "An example: put in your own."


def _number(name: str) -> Callable[[SheetResult, str], str]:
    """How a number that is needed is written."""
    return lambda each, _currency: count(getattr(each.needed, name))


def _a(period: str) -> Callable[[SheetResult, str], str]:
    """How many MGOs are needed in each such period."""
    return lambda each, _currency: NOTHING if each.needed.mgos is None else money.number(per(each.needed.mgos, period))


# A worksheet from top to bottom: lines that are entered, and figures that follow.
_ORDER: tuple[WorksheetLine | _Figure, ...] = (
    WorksheetLine.PARTNERS,
    WorksheetLine.ENGAGED,
    _Figure("C", "Engaged partners = A × B", "engaged", lambda each, _: rough(each.outcome.engaged)),
    WorksheetLine.CAMPAIGNS,
    WorksheetLine.RECIPIENTS,
    _Figure("F", "Contacts reached = C × D × E", "contacts", lambda each, _: rough(each.outcome.contacts)),
    WorksheetLine.MGO,
    _Figure("H", "MGOs = F × G", "mgos", lambda each, _: rough(each.outcome.mgos), is_sum=True),
    WorksheetLine.OPPORTUNITY,
    WorksheetLine.WON,
    WorksheetLine.DEAL,
    _Figure("L", "Revenue = H × I × J × K", "revenue", lambda each, of: amount(each.outcome.revenue, of), is_sum=True),
    _Figure("", "Against its share of the goal", "gap", lambda each, of: difference(each.gap, whole_money(of))),
    _Figure("", "MGOs needed a year", "need", _needed_mgos, is_sum=True),
    _Figure("", "a quarter", "need-quarter", _a("quarter")),
    _Figure("", "a month", "need-month", _a("month")),
    _Figure("", "a week", "need-week", _a("week")),
    _Figure("", "Opportunities needed", "need-opportunities", _number("opportunities")),
    _Figure("", "Won deals needed", "need-won", _number("won")),
    _Figure("", "Contacts to reach", "need-contacts", _number("contacts")),
    _Figure("", "Campaigns needed", "need-campaigns", _number("campaigns")),
    _Figure("", "Engaged partners needed", "need-engaged", _needed_partners),
)
