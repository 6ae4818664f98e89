"""Words for what a plan comes to. The page hands them to its script, so that a preview speaks as the server does."""

from decimal import Decimal

from planning.calculations.fixed import ONE, Fixed, Series, decimal, money, total
from planning.calculations.plans.cash import kept_month
from planning.calculations.plans.forecast import Forecast, Profit
from planning.calculations.plans.returns import NoRate, ReturnRate
from prm.documents.specs import Kpi
from prm.kernel import money as amounts

# Rates above this are true and say nothing.
HIGHEST_RATE = 10_000 * ONE
WORDS: dict[str, str] = {
    "never": "Not in 36 months",
    "still_losing": "Months with a loss come until the end",
    "no_loss": "Month {month}: no loss from then on",
    "at_once": "At once",
    "nothing_found": "No money has to be found",
    "still_below": "Cash is still below zero at the end",
    "back": "Month {month}: cash is back above zero",
    "back_early": "Month {month}: cash is above zero, though months with a loss follow",
    "back_lost": "First in month {month}, then below zero again",
    "back_again": "First in month {month}, then below zero again; for good from month {kept}",
    "no_need": "None",
    "never_below": "Cash never falls below zero",
    "lowest_before": "Before the first month",
    "lowest": "Lowest after {label}, month {month}",
    "discount": "At {rate} a year",
    "a_year": "{rate} a year",
    "a_month": "{rate} a month",
    "no_rate": "None",
    "mirr": "MIRR {rate}",
    "beyond": "over 1,000,000%",
    "earned": "on {revenue} revenue",
    "no_sign_change": NoRate.NO_SIGN_CHANGE.value,
    "not_unique": NoRate.NOT_UNIQUE.value,
    "out_of_reach": NoRate.OUT_OF_REACH.value,
}


def outlook_kpis(account: Forecast, *, currency: str, months: tuple[str, ...], discount: Fixed) -> tuple[Kpi, ...]:
    """What people look at first: profit by year, then when and how the money comes back; without costs the margin."""
    if account.profit is None:
        return _years("Gross profit", account.gross_profit, account.revenue, currency)
    profit = account.profit
    return (
        *_years("Profit", profit.ebit, account.revenue, currency),
        break_even_kpi(profit.break_even_month, months),
        payback_kpi(
            profit.payback_month,
            months,
            break_even=profit.break_even_month,
            kept=kept_month(profit.cumulative_cash),
        ),
        funding_kpi(money(profit.funding.need), profit.funding.month, months, currency),
        Kpi("Net present value", _whole(profit.net_present_value, currency), said("discount", rate=rate(discount))),
        _internal_rate(profit),
    )


def said(word: str, **parts: object) -> str:
    """The word's sentence with its parts in it."""
    return WORDS[word].format(**parts)


def rate(share: Fixed, places: int = 1) -> str:
    """A share as a percentage: ``20.9%``."""
    return said("beyond") if share > HIGHEST_RATE else f"{amounts.number(decimal(share * 100, places), places)}%"


def _years(label: str, series: Series, revenue: Series, currency: str) -> tuple[Kpi, ...]:
    return tuple(
        _year(f"{label}, year {year}", _part(series, year), _part(revenue, year), currency) for year in (1, 2, 3)
    )


def _year(label: str, earned: Fixed, revenue: Fixed, currency: str) -> Kpi:
    return Kpi(label, _whole(earned, currency), said("earned", revenue=_whole(revenue, currency)))


def _part(series: Series, year: int) -> Fixed:
    return total(series[12 * year - 12 : 12 * year])


def _whole(value: Fixed, currency: str) -> str:
    return _amount(money(value), currency)


def _amount(value: Decimal, currency: str) -> str:
    text = amounts.number(value)
    sign = amounts.MINUS if text.startswith(amounts.MINUS) else ""
    return f"{sign}{amounts.currency(currency).symbol}{text.removeprefix(amounts.MINUS)}"


def break_even_kpi(month: int | None, months: tuple[str, ...]) -> Kpi:
    """When the last month with a loss is over; `months` are the names of all 36."""
    if month is None:
        return Kpi("Break-even", said("never"), said("still_losing"))
    return Kpi("Break-even", months[month - 1], said("no_loss", month=month))


def payback_kpi(month: int | None, months: tuple[str, ...], *, break_even: int | None, kept: int | None) -> Kpi:
    """When the money is back for the first time; month 0 where none had to be found.

    Cash can be back before profit lasts, and be gone again: then the detail says so. `kept` is the month from which
    cash stays, None where it does not or where that is not known.
    """
    match month:
        case None:
            return Kpi("Payback", said("never"), said("still_below"))
        case 0:
            return Kpi("Payback", said("at_once"), said("nothing_found"))
        case _:
            return Kpi("Payback", months[month - 1], _back(month, break_even, kept))


def _back(month: int, break_even: int | None, kept: int | None) -> str:
    if kept is None:
        return said("back_lost", month=month)
    if kept > month:
        return said("back_again", month=month, kept=kept)
    return said("back" if break_even is not None and break_even <= month else "back_early", month=month)


def funding_kpi(need: Decimal, month: int | None, months: tuple[str, ...], currency: str) -> Kpi:
    """How far cash falls below zero, and when; month 0 is before the first."""
    if not need:
        return Kpi("Money to be found", said("no_need"), said("never_below"))
    when = said("lowest", label=months[month - 1], month=month) if month else said("lowest_before")
    return Kpi("Money to be found", _amount(need, currency), when)


def _internal_rate(profit: Profit) -> Kpi:
    found = profit.internal_rate
    if found.yearly is not None and found.monthly is not None:
        return Kpi(
            "Return (IRR)", said("a_year", rate=rate(found.yearly)), said("a_month", rate=rate(found.monthly, 2))
        )
    return Kpi("Return (IRR)", _instead(profit.modified_rate, found.reason), found.reason.value if found.reason else "")


def _instead(modified: ReturnRate, reason: NoRate | None) -> str:
    if reason is NoRate.NOT_UNIQUE and modified.yearly is not None:
        return said("mirr", rate=rate(modified.yearly))
    return said("no_rate")
