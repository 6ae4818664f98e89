"""Ratios that know when they have no answer: a division by zero is a sentence for the reader, never infinity."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from prm.kernel.money import MINUS, Amount, exact, number


class Gap(Enum):
    """Why a ratio has no value, in the words that a page shows."""

    NO_PLAN = "no plan"
    NOT_APPLICABLE = "n/a"
    NEW = "new"
    TARGET_MET = "target met"
    TOO_FEW = "too few"
    NO_DATA = "no data"
    NO_SPEND = "no spend"


@dataclass(frozen=True)
class Ratio:
    """A quotient (0.89, not 89), or the reason why there is none. Exactly one of the two is set."""

    value: Decimal | None = None
    reason: Gap | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.reason is None):
            raise ValueError("A ratio has either a value or a reason")

    @property
    def percent(self) -> Decimal | None:
        """The value times 100, not rounded."""
        return None if self.value is None else self.value * 100

    def as_percent(self, places: int = 0) -> str:
        """``89%``, or the reason in words."""
        return self._written(100, places, "%")

    def as_multiple(self, places: int = 1) -> str:
        """``3.4×``, or the reason in words."""
        return self._written(1, places, "×")

    def as_change(self, places: int = 1) -> str:
        """``+11.8%`` or ``−2.0%``, or the reason in words. No sign on what rounds to zero."""
        if self.value is None:
            return self._written(100, places, "%")
        text = number(self.value * 100, places)
        positive = not text.startswith(MINUS) and any(digit in text for digit in "123456789")
        return f"{'+' if positive else ''}{text}%"

    def _written(self, factor: int, places: int, suffix: str) -> str:
        if self.value is None:
            return self.reason.value if self.reason else ""
        return f"{number(self.value * factor, places)}{suffix}"


def attainment(actual: Amount, plan: Amount | None) -> Ratio:
    """Actual to plan. Nothing planned and nothing done is n/a; something done without a plan is "no plan".

    Negative actuals (returns) are allowed. The result is never capped: cap the bar, not the number.
    """
    done = exact(actual)
    if plan is None or exact(plan) == 0:
        return Ratio(reason=Gap.NOT_APPLICABLE if done == 0 else Gap.NO_PLAN)
    return quotient(done, plan)


def quotient(numerator: Amount, denominator: Amount) -> Ratio:
    """A plain division; n/a unless the denominator is above zero."""
    below = exact(denominator)
    if below <= 0:
        return Ratio(reason=Gap.NOT_APPLICABLE)
    return Ratio(exact(numerator) / below)


def change(now: Amount, before: Amount) -> Ratio:
    """Growth from `before` to `now` (0.118 is 11.8 % more). From nothing it is "new"; from below zero it is n/a."""
    base = exact(before)
    if base == 0 and exact(now) != 0:
        return Ratio(reason=Gap.NEW)
    return quotient(exact(now) - base, base)


def coverage(open_amount: Amount, remaining_target: Amount) -> Ratio:
    """Open pipeline to what is still to be sold, as a multiple; "target met" when nothing remains."""
    if exact(remaining_target) <= 0:
        return Ratio(reason=Gap.TARGET_MET)
    return quotient(open_amount, remaining_target)
