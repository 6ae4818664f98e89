"""The lines of a first draft, made of what was booked. Source: docs/calculations/business-plan.md."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from planning.calculations.agreement.content import Content, Fields
from planning.enums import Work
from prm.kernel.fiscal import FiscalCalendar

YEAR = 12
MOST_LINES = 8
OTHER = "Other products"
# So much of the first year's gross profit the example costs of a draft may take.
SPENT = Decimal("0.8")
_UNIT = Decimal("0.01")
_TENTH = Decimal("0.1")
_TEN = Decimal(10)
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Sold:
    """What a partner bought of a family in a month: `place` 0 to 11 counts the months of the year looked at.

    `amount` is what the partner paid. `quantity` is 0 where the bookings have none; then each of the booked `rows`
    counts as a unit.
    """

    family: str
    place: int
    quantity: Decimal
    amount: Decimal
    rows: int


@dataclass(frozen=True, slots=True)
class Seed:
    """A line to begin with: twelve months of units, and the price that end customers pay at the partner's margin."""

    name: str
    family: str
    base_units: tuple[Decimal, ...]
    price: Decimal


def year_to_plan(calendar: FiscalCalendar, *, today: date) -> int:
    """The fiscal year that people plan now: late in a year, from its seventh month on, the next one."""
    year = calendar.year_of(today)
    return year if calendar.month_number(today) <= 6 else year + 1


def seeds_from(sold: Iterable[Sold], *, known: int, margin_percent: Decimal) -> list[Seed]:
    """A line for each of the families with the largest amounts, one for all others; none where nothing was bought.

    `known` of the year's twelve months, the last ones, have bookings to look at. The months before are filled with the
    mean of those that are known, so that a short history counts as a year. Returns (below zero) count as no sale.
    """
    by_family: dict[str, list[Sold]] = {}
    for each in sold:
        by_family.setdefault(each.family, []).append(each)
    named = sorted(
        (rows for family, rows in by_family.items() if family), key=lambda rows: (-_amount(rows), rows[0].family)
    )
    rest = [*by_family.get("", []), *(row for rows in named[MOST_LINES:] for row in rows)]
    groups = [(rows[0].family, rows) for rows in named[:MOST_LINES]] + [("", rest)]
    seeds = (_seed(family, rows, known, margin_percent) for family, rows in groups)
    return [seed for seed in seeds if seed is not None]


def price_for(*, amount: Decimal, units: Decimal, margin_percent: Decimal) -> Decimal:
    """What end customers pay for a unit that the partner buys at amount / units: that, over one less the margin."""
    share = 1 - margin_percent / 100
    if units <= 0 or share <= 0:
        return _ZERO
    return (amount / units / share).quantize(_UNIT, ROUND_HALF_UP)


def _seed(family: str, rows: list[Sold], known: int, margin_percent: Decimal) -> Seed | None:
    has_quantity = sum((row.quantity for row in rows), _ZERO) > 0
    months = [_ZERO] * YEAR
    for row in rows:
        months[row.place] += row.quantity if has_quantity else Decimal(row.rows)
    units, amount = [max(_ZERO, month) for month in months], _amount(rows)
    if amount <= 0 or sum(units) <= 0:
        return None
    price = price_for(amount=amount, units=sum(units, _ZERO), margin_percent=margin_percent)
    return Seed(family or OTHER, family, tuple(_filled(units, known)), price)


def _filled(units: list[Decimal], known: int) -> list[Decimal]:
    """The months before the known ones hold the mean of those."""
    if not 0 < known < YEAR:
        return units
    mean = (sum(units[-known:], _ZERO) / known).quantize(_UNIT, ROUND_HALF_UP)
    return [mean] * (YEAR - known) + units[-known:]


def _amount(rows: list[Sold]) -> Decimal:
    return sum((row.amount for row in rows), _ZERO)


def in_order_of(units: Sequence[Decimal], *, first: int, wanted: int) -> list[Decimal]:
    """Twelve months that begin with calendar month `first`, in the order of a year that begins with `wanted`."""
    turn = (wanted - first) % YEAR
    return [*units[turn:], *units[:turn]]


def sized(content: Content, *, gross_profit: Decimal, most_units: Decimal) -> Content:
    """The example people and costs in the size of a business with this gross profit a month.

    Together they take `SPENT` of it. Whoever sells can sell `most_units` a month between them, from the first day on:
    they do so today. Without a gross profit the examples stay as they are.
    """
    spent = sum((_monthly(each) for each in (*content.people, *content.costs)), _ZERO)
    if spent <= 0 or gross_profit <= 0:
        return content
    factor = gross_profit * SPENT / spent
    sellers = sum((_heads(person, factor) for person in content.people if person.get("work") is Work.SALES), _ZERO)
    quota = (most_units / sellers).to_integral_value(ROUND_CEILING) if sellers else _ZERO
    return replace(
        content,
        people=tuple(_sized_person(person, factor, quota) for person in content.people),
        costs=tuple({**cost, "amount": _tens(cost.get("amount", _ZERO) * factor)} for cost in content.costs),
        money={**content.money, "investment": _tens(content.money.get("investment", _ZERO) * factor)},
    )


def _sized_person(person: Fields, factor: Decimal, quota: Decimal) -> Fields:
    sells = person.get("work") is Work.SALES
    quota_units = quota if sells else person.get("quota_units", _ZERO)
    return {**person, "heads": _heads(person, factor), "quota_units": quota_units, "ramp_percents": []}


def _heads(person: Fields, factor: Decimal) -> Decimal:
    heads = Decimal(person.get("heads", 1)) * factor
    return max(_TENTH, heads.quantize(_TENTH, ROUND_HALF_UP))


def _monthly(row: Fields) -> Decimal:
    """What a row costs a month, roughly: a yearly cost by its twelfth; a cost that is due once does not count."""
    if "monthly_cost" in row:
        return Decimal(row.get("heads", 1) * row["monthly_cost"])
    share = {"monthly": Decimal(1), "yearly": 1 / Decimal(YEAR)}.get(str(row.get("frequency", "monthly")), _ZERO)
    paid_by_partner = 1 - row.get("funded_percent", _ZERO) / 100
    return Decimal(row.get("amount", _ZERO) * share * paid_by_partner)


def _tens(amount: Decimal) -> Decimal:
    return (amount / _TEN).quantize(Decimal(1), ROUND_HALF_UP) * _TEN
