"""Business plans of a fiscal year added up, whole and by group. Rule: docs/calculations/objectives.md, "Roll-up".

Sums are of active plans in the tenant's currency; drafts and partners without a plan are counted.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from prm.kernel.fiscal import Period, add_months
from prm.kernel.ratios import Ratio, attainment

ZERO = Decimal(0)


class PlanGrouping(StrEnum):
    """What plans are grouped by."""

    CAM = "cam"
    REGION = "region"
    TIER = "tier"

    @property
    def label(self) -> str:
        return "CAM" if self is PlanGrouping.CAM else self.value.capitalize()

    @property
    def word(self) -> str:
        """The label as it stands inside a sentence."""
        return "CAM" if self is PlanGrouping.CAM else self.value

    @property
    def nobody(self) -> str:
        """What a group is called whose partners have none."""
        return f"No {self.word}"


class Standing(StrEnum):
    """Whether a partner has a plan for the year."""

    ACTIVE = "active"
    DRAFT = "draft"
    NONE = "none"

    @property
    def label(self) -> str:
        return {Standing.ACTIVE: "Active plan", Standing.DRAFT: "In the making", Standing.NONE: "No plan"}[self]


@dataclass(frozen=True, slots=True)
class PartnerPlan:
    """A partner with its plan of the year: the active one, else the latest in the making, else none.

    `profit` is the partner's own over 36 months, None where it is not shown; `booked` is what the partner booked of the
    plan's first year, the days of `first_year`, so far. Amounts are the plan's; `is_foreign` when they are in another
    currency than the tenant's.
    """

    partner_id: UUID
    name: str
    region: str
    tier: str
    cam_id: str
    cam_name: str
    plan_id: UUID | None
    standing: Standing
    bookings: tuple[Decimal, Decimal, Decimal]
    gross_profit: Decimal
    profit: Decimal | None
    booked: Decimal
    is_foreign: bool = False
    start_month: date | None = None

    @property
    def first_year(self) -> Period | None:
        """The days of the plan's first year, None without a plan."""
        if self.start_month is None:
            return None
        return Period(self.start_month, add_months(self.start_month, 12) - timedelta(days=1))

    def key(self, grouping: PlanGrouping) -> tuple[str, str]:
        """The key and the name of the group that it is in."""
        if grouping is PlanGrouping.CAM:
            return self.cam_id, self.cam_name or grouping.nobody
        value = self.region if grouping is PlanGrouping.REGION else self.tier
        return value, value or grouping.nobody

    @property
    def is_summed(self) -> bool:
        """Whether sums hold its plan: an active one in the tenant's currency."""
        return self.standing is Standing.ACTIVE and not self.is_foreign

    @property
    def attained(self) -> Ratio:
        """What was booked so far of the plan's whole first year."""
        return attainment(self.booked, self.bookings[0])


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """Sums over some partners. `profit` is of those `shown`; `hidden` keep it to themselves."""

    partners: int
    active: int
    drafts: int
    bookings: tuple[Decimal, Decimal, Decimal]
    gross_profit: Decimal
    profit: Decimal
    shown: int
    hidden: int
    booked: Decimal
    foreign: int

    @property
    def none(self) -> int:
        """Partners without a plan."""
        return self.partners - self.active - self.drafts

    @property
    def attained(self) -> Ratio:
        """What was booked so far of the whole first year of the active plans."""
        return attainment(self.booked, self.bookings[0])


@dataclass(frozen=True, slots=True)
class PlanGroup:
    """The partners of one CAM, region or tier; an empty key for those without."""

    key: str
    name: str
    figures: PlanFigures


def sum_up(partners: Iterable[PartnerPlan]) -> PlanFigures:
    """Count partners, and add up their active plans."""
    counts = dict.fromkeys(Standing, 0)
    first = second = third = gross_profit = profit = booked = ZERO
    shown = hidden = foreign = 0
    for each in partners:
        counts[each.standing] += 1
        if each.standing is not Standing.ACTIVE:
            continue
        if each.is_foreign:
            foreign += 1
            continue
        first, second, third = first + each.bookings[0], second + each.bookings[1], third + each.bookings[2]
        gross_profit, booked = gross_profit + each.gross_profit, booked + each.booked
        if each.profit is None:
            hidden += 1
        else:
            shown, profit = shown + 1, profit + each.profit
    return PlanFigures(
        partners=sum(counts.values()),
        active=counts[Standing.ACTIVE],
        drafts=counts[Standing.DRAFT],
        bookings=(first, second, third),
        gross_profit=gross_profit,
        profit=profit,
        shown=shown,
        hidden=hidden,
        booked=booked,
        foreign=foreign,
    )


def grouped(partners: Sequence[PartnerPlan], grouping: PlanGrouping) -> list[PlanGroup]:
    """Every group by name, those without one last. The groups add up to all partners."""
    members: dict[tuple[str, str], list[PartnerPlan]] = defaultdict(list)
    for each in partners:
        members[each.key(grouping)].append(each)
    ordered = sorted(members.items(), key=lambda item: (not item[0][0], item[0][1].casefold(), item[0][0]))
    return [PlanGroup(key, name, sum_up(found)) for (key, name), found in ordered]
