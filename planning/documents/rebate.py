"""A rebate study in words, and as a workbook."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planning.calculations.rebates.periods import Compared
from planning.calculations.rebates.study import PartnerSums, RebateReturn, Return
from prm.documents.formats import Format, exact_money, whole_money
from prm.documents.specs import NOTHING, Cell, Column, Kind, Table
from prm.kernel import money
from prm.kernel.fiscal import Period
from prm.kernel.ratios import Ratio

PERCENT_EXACT = Format(places=2)


@dataclass(frozen=True)
class Line:
    """A figure in plain words, as it comes and adjusted for the control group."""

    label: str
    plain: str
    adjusted: str = ""


def day_span(period: Period) -> str:
    """``1 Apr 2026 to 30 Jun 2026``."""
    first, last = period.start_date, period.end_date
    return f"{first.day} {first:%b %Y} to {last.day} {last:%b %Y}"


def signed(amount: Decimal, currency: str) -> str:
    """An amount with its sign in front, plus too."""
    text = whole_money(currency).full(amount)
    return f"+{text}" if amount > 0 else text


def verdict(found: RebateReturn, currency: str) -> str:
    """What the study comes to, in a sentence or two."""
    if not found.participants.partners:
        return "Nobody who had the rebate booked anything in the baseline: there is nothing to compare."
    plain = f"Sales of those with the rebate moved by {signed(found.plain.increment, currency)}{_earned(found.plain)}."
    if found.adjusted is None:
        return f"{plain} Without a control group nobody can tell how much would have come anyway."
    growth = found.control.growth.as_change()
    adjusted = f"The control group moved by {growth}; beyond that it is {signed(found.adjusted.increment, currency)}"
    return f"{plain} {adjusted}{_earned(found.adjusted)}."


def _earned(found: Return) -> str:
    if found.pays is None:
        return ""
    words = "pays for the rebates" if found.pays else "does not pay for the rebates"
    if found.margin_roi.value == 0:
        words = "just pays for the rebates"
    return f", which {words} (margin ROI {found.margin_roi.as_change(0)})"


def lines(found: RebateReturn, *, rebates: Decimal, margin: Decimal | None, currency: str) -> list[Line]:
    """The calculation from top to bottom, as it comes and adjusted."""
    cash, adjusted = whole_money(currency), found.adjusted
    expected = NOTHING if found.expected is None else cash.full(found.expected)
    return [
        Line("Booked in the period", cash.full(found.participants.now), cash.full(found.participants.now)),
        Line("Without the rebate it would have been", cash.full(found.participants.baseline), expected),
        Line("Increment", *_both(found.plain, adjusted, lambda each: signed(each.increment, currency))),
        Line("Rebates paid", cash.full(rebates), cash.full(rebates)),
        Line("Revenue ROI", *_both(found.plain, adjusted, lambda each: each.revenue_roi.as_multiple())),
        Line("Gross margin", _percent(margin), _percent(margin)),
        Line("Margin ROI", *_both(found.plain, adjusted, lambda each: each.margin_roi.as_change(0))),
        Line("Increment that breaks even", *(_break_even(found, margin, currency),) * 2),
    ]


def _both(plain: Return, adjusted: Return | None, write: Callable[[Return], str]) -> tuple[str, str]:
    return write(plain), NOTHING if adjusted is None else write(adjusted)


def _percent(share: Decimal | None) -> str:
    return "not known" if share is None else f"{money.number(share * 100, 1)}%"


def _break_even(found: RebateReturn, margin: Decimal | None, currency: str) -> str:
    if found.break_even is not None:
        return whole_money(currency).full(found.break_even)
    return "not known" if margin is None else "never: the margin is not above zero"


def result_table(
    found: RebateReturn, *, title: str, days: Compared, rebates: Decimal, margin: Decimal | None, currency: str
) -> Table:
    """The calculation with exact figures, for a file."""
    adjusted = found.adjusted
    rows: tuple[tuple[Cell, ...], ...] = (
        ("Period", day_span(days.period), ""),
        ("Baseline", day_span(days.baseline), ""),
        ("Partners with the rebate", found.participants.partners, found.participants.partners),
        ("Partners in the control group", "", found.control.partners),
        ("With rebate and no baseline, left out", found.new_participants.partners, ""),
        (f"Baseline, {currency}", found.participants.baseline, found.expected),
        (f"Booked in the period, {currency}", found.participants.now, found.participants.now),
        (f"Increment, {currency}", found.plain.increment, adjusted.increment if adjusted else None),
        (f"Rebates, {currency}", rebates, rebates),
        ("Revenue ROI, %", found.plain.revenue_roi, adjusted.revenue_roi if adjusted else None),
        ("Gross margin, %", None if margin is None else margin * 100, None if margin is None else margin * 100),
        ("Margin ROI, %", found.plain.margin_roi, adjusted.margin_roi if adjusted else None),
        (f"Break-even increment, {currency}", found.break_even, found.break_even),
        ("Growth of the control group, %", "", _growth(found)),
    )
    columns = (
        Column("Figure"),
        Column("As it comes", Kind.FIGURE, PERCENT_EXACT),
        Column("Adjusted", Kind.FIGURE, PERCENT_EXACT),
    )
    return Table("rebate", title, columns, rows)


def _growth(found: RebateReturn) -> Ratio | None:
    return found.control.growth if found.control.partners else None


def partners_table(partners: Sequence[PartnerSums], *, currency: str) -> Table:
    """The partners behind the figures, for a file."""
    figure = exact_money(currency)
    columns = (
        Column("Partner"),
        Column("Group"),
        *(Column(name, Kind.FIGURE, figure) for name in ("Baseline", "Period", "Increment")),
        Column("Remark"),
    )
    rows = tuple(
        (each.name, each.group.label, each.baseline, each.now, each.increment, each.remark) for each in partners
    )
    return Table("partners", "Partners", columns, rows)
