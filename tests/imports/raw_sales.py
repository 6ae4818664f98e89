"""What a partner's scorecard must say, worked out from the raw files of AdventureWorks and nothing of the product.

Exact fractions throughout; plain loops over plain rows, so that nobody needs to trust it.
"""

import csv
from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from statistics import median

MONTHS = range(1, 13)
FINEST = 10**8


@dataclass(frozen=True)
class RawLine:
    """One line of FactResellerSales."""

    order: str
    day: date
    amount: Fraction
    cost: Fraction


def read_lines(folder: Path) -> dict[str, list[RawLine]]:
    """Every sales line by the account number of its reseller."""
    with (folder / "DimReseller.csv").open(encoding="utf-8-sig", newline="") as rows:
        accounts = {row[0]: row[2] for row in csv.reader(rows, delimiter="|", quoting=csv.QUOTE_NONE)}
    found: dict[str, list[RawLine]] = defaultdict(list)
    with (folder / "FactResellerSales.csv").open(encoding="utf-8-sig", newline="") as rows:
        for row in csv.DictReader(rows):
            line = RawLine(
                row["SalesOrderNumber"],
                date.fromisoformat(row["OrderDate"][:10]),
                Fraction(row["SalesAmount"]),
                Fraction(row["TotalProductCost"]),
            )
            found[accounts[row["ResellerKey"]]].append(line)
    return dict(found)


def booked(lines: list[RawLine], first: date, last: date) -> Fraction:
    """What was booked from the first to the last day, both included."""
    return sum((line.amount for line in lines if first <= line.day <= last), Fraction(0))


def margin(lines: list[RawLine], first: date, last: date) -> Fraction | None:
    """What is left of the bookings after their cost; None when nothing was booked."""
    cost = sum((line.cost for line in lines if first <= line.day <= last), Fraction(0))
    amount = booked(lines, first, last)
    return (amount - cost) / amount if amount else None


def order_sizes(lines: list[RawLine], first: date, last: date) -> list[Fraction]:
    """The amounts of the orders of these days, those above zero."""
    sums: dict[tuple[str, date], Fraction] = defaultdict(Fraction)
    for line in lines:
        if first <= line.day <= last:
            sums[line.order, line.day] += line.amount
    return [amount for amount in sums.values() if amount > 0]


def order_days(lines: list[RawLine], first: date, last: date) -> list[date]:
    """The days with an order, in order."""
    return sorted({line.day for line in lines if first <= line.day <= last})


def own_gap(days: list[date]) -> Fraction | None:
    """The median of the days between two order days; None below three gaps."""
    gaps = [(days[at + 1] - days[at]).days for at in range(len(days) - 1)]
    return Fraction(median(gaps)) if len(gaps) >= 3 else None


def plan_to_date(target: Fraction, lines: list[RawLine], as_of: date) -> Fraction:
    """How much of a calendar year's target was due: by last year's season, the month in progress by working days."""
    sold = [booked(lines, date(as_of.year - 1, month, 1), _end(as_of.year - 1, month)) for month in MONTHS]
    weights = sold if min(sold) >= 0 and sum(sold) > 0 else [Fraction(1)] * 12
    shares = [Fraction(int(target * weight / sum(weights) * FINEST), FINEST) for weight in weights[:-1]]
    shares.append(target - sum(shares))
    before = sum(shares[: as_of.month - 1], Fraction(0))
    first = as_of.replace(day=1)
    passed, all_days = _working_days(first, as_of), _working_days(first, _end(as_of.year, as_of.month))
    return before + shares[as_of.month - 1] * passed / all_days


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _working_days(first: date, last: date) -> int:
    days = ((last - first).days + 1) if last >= first else 0
    return sum((first + timedelta(days=number)).weekday() < 5 for number in range(days))
