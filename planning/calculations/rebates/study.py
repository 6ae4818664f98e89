"""What a rebate brought back: against the period before, and against partners who got none.

The rules of docs/calculations/rebates.md. Amounts are in the tenant's currency; margins and growth are shares (0.3 is
30 %). A ratio without an answer says why.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from prm.kernel.ratios import Gap, Ratio

ZERO = Decimal(0)
JUMP = 3


class Group(StrEnum):
    """On which side of the comparison a partner stands."""

    PARTICIPANT = "participant"
    CONTROL = "control"
    NEW_PARTICIPANT = "new_participant"
    NEW_CONTROL = "new_control"

    @property
    def label(self) -> str:
        return _GROUP_LABELS[self]

    @property
    def is_counted(self) -> bool:
        """False for partners without sales in the baseline, with which nothing can be compared."""
        return self in (Group.PARTICIPANT, Group.CONTROL)


_GROUP_LABELS = {
    Group.PARTICIPANT: "With rebate",
    Group.CONTROL: "Control",
    Group.NEW_PARTICIPANT: "With rebate, no baseline",
    Group.NEW_CONTROL: "Control, no baseline",
}


@dataclass(frozen=True, slots=True)
class PartnerSums:
    """What a partner booked in the baseline and in the period, and whether the rebate was for it."""

    partner_id: UUID
    name: str
    is_participant: bool
    baseline: Decimal
    now: Decimal

    @property
    def group(self) -> Group:
        """Without sales above zero in the baseline a partner is counted apart."""
        if self.is_participant:
            return Group.PARTICIPANT if self.baseline > 0 else Group.NEW_PARTICIPANT
        return Group.CONTROL if self.baseline > 0 else Group.NEW_CONTROL

    @property
    def increment(self) -> Decimal:
        """What came on top of the baseline; negative when less came."""
        return self.now - self.baseline

    @property
    def remark(self) -> str:
        """What to look at before believing the row: a merger, a loss or a price change moves it more than a rebate."""
        if self.baseline > 0 and self.now <= 0:
            return "Nothing booked in the period: lost or merged?"
        if self.baseline > 0 and self.now >= self.baseline * JUMP:
            return "Three times the baseline or more: merged, or new prices?"
        return ""


@dataclass(frozen=True, slots=True)
class GroupSum:
    """Some partners together."""

    partners: int
    baseline: Decimal
    now: Decimal

    @property
    def increment(self) -> Decimal:
        return self.now - self.baseline

    @property
    def growth(self) -> Ratio:
        """Change to the baseline as a share; n/a without one."""
        return _ratio(self.increment, self.baseline)


@dataclass(frozen=True, slots=True)
class Return:
    """An increment and what it is worth against the rebates that were paid."""

    increment: Decimal
    revenue_roi: Ratio
    margin_roi: Ratio

    @property
    def pays(self) -> bool | None:
        """Whether the margin of the increment is more than the rebates; None where that cannot be said."""
        return None if self.margin_roi.value is None else self.margin_roi.value > 0


@dataclass(frozen=True, slots=True)
class RebateReturn:
    """The whole answer. `adjusted` is None without a control group that had sales in the baseline."""

    participants: GroupSum
    control: GroupSum
    new_participants: GroupSum
    new_control: GroupSum
    plain: Return
    adjusted: Return | None
    break_even: Decimal | None

    @property
    def expected(self) -> Decimal | None:
        """What the participants would have booked had they grown as the control group did."""
        return None if self.adjusted is None else self.participants.now - self.adjusted.increment


def rebate_return(partners: Iterable[PartnerSums], *, rebates: Decimal, margin: Decimal | None) -> RebateReturn:
    """Both ways to see it. `margin` is the vendor's gross margin as a share; it may be zero or below, or not known.

    Increment = period - baseline of the participants that have one. Adjusted for the control group's growth it is
    period - baseline x (1 + growth). Revenue ROI = increment / rebates; margin ROI = (increment x margin - rebates) /
    rebates; break-even increment = rebates / margin, None where no increment ever pays.
    """
    rows = list(partners)
    sums = {group: _sum(row for row in rows if row.group is group) for group in Group}
    took_part, control = sums[Group.PARTICIPANT], sums[Group.CONTROL]
    adjusted = None
    if control.baseline > 0 and took_part.partners:
        expected = Fraction(took_part.baseline) * Fraction(control.now) / Fraction(control.baseline)
        adjusted = _return(Fraction(took_part.now) - expected, rebates, margin)
    return RebateReturn(
        participants=took_part,
        control=control,
        new_participants=sums[Group.NEW_PARTICIPANT],
        new_control=sums[Group.NEW_CONTROL],
        plain=_return(Fraction(took_part.increment), rebates, margin),
        adjusted=adjusted,
        break_even=rebates / margin if margin is not None and margin > 0 else None,
    )


def _return(increment: Fraction, rebates: Decimal, margin: Decimal | None) -> Return:
    revenue_roi = _ratio(increment, rebates)
    if margin is None:
        return Return(_decimal(increment), revenue_roi, Ratio(reason=Gap.NO_DATA))
    earned = increment * Fraction(margin) - Fraction(rebates)
    return Return(_decimal(increment), revenue_roi, _ratio(earned, rebates))


def _ratio(above: Fraction | Decimal, below: Decimal) -> Ratio:
    if below <= 0:
        return Ratio(reason=Gap.NOT_APPLICABLE)
    return Ratio(_decimal(Fraction(above) / Fraction(below)))


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _sum(rows: Iterable[PartnerSums]) -> GroupSum:
    found = list(rows)
    return GroupSum(len(found), sum((row.baseline for row in found), ZERO), sum((row.now for row in found), ZERO))
