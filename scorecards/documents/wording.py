"""Figures of a scorecard in words and in three digits."""

from datetime import date
from decimal import Decimal

from prm.kernel import money
from prm.kernel.money import MINUS
from prm.kernel.ratios import Ratio


def day(value: date) -> str:
    """``30 Nov 2026``."""
    return f"{value.day} {value:%b %Y}"


def signed(amount: Decimal, currency: str) -> str:
    """An amount in three figures that always shows its direction: ``+$62K``, ``−$228K``, ``$0``."""
    text = money.compact(amount, currency)
    return text if amount <= 0 or text.startswith(MINUS) or not _counts(text) else f"+{text}"


def size(amount: Decimal, currency: str) -> str:
    """An amount in three figures without its sign, for sentences that say the direction in words."""
    return money.compact(abs(amount), currency)


def to_plan(gap: Decimal, currency: str) -> str:
    """``$228K behind``, ``$62K ahead`` or ``exactly on plan``."""
    if not _counts(size(gap, currency)):
        return "exactly on plan"
    return f"{size(gap, currency)} {'ahead' if gap > 0 else 'behind'}"


def to_last_year(growth: Ratio) -> str:
    """``11.8% up on last year``; empty where the two years cannot be compared."""
    if growth.value is None:
        return ""
    text = growth.as_change().lstrip(f"+{MINUS}")
    if not _counts(text):
        return "level with last year"
    return f"{text} {'up' if growth.value > 0 else 'down'} on last year"


def days(count: int | Decimal) -> str:
    """``1 day``, ``23 days``."""
    text = money.number(count, 0)
    return f"{text} day{'' if text == '1' else 's'}"


def counted(count: int, one: str) -> str:
    """``1 order``, ``12 orders``."""
    return f"{money.number(count)} {one}{'' if count == 1 else 's'}"


def _counts(text: str) -> bool:
    return any(digit in text for digit in "123456789")


def of_plan(attainment: Ratio) -> str:
    """``89%``, or ``94.6%`` where a whole percent would be another number: 94.6 is not yet the green 95."""
    return attainment.as_percent(1).replace(".0%", "%")
