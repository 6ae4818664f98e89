"""A plan as documents tell it: all that a reader may know of it at one moment, and nothing else."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from planning.calculations.fixed import Series, money, total
from planning.calculations.plans.actuals import PlanActuals
from planning.calculations.plans.assumptions import MONTHS
from planning.calculations.plans.forecast import Forecast
from planning.enums import Case, CostSharing, Party, PlanState
from prm.kernel.fiscal import MONTH_NAMES, add_months
from prm.kernel.status import Thresholds

YEARS = (1, 2, 3)
type Years = tuple[Decimal, Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Earned:
    """What a case leaves the partner. Months count from 1; None where it does not happen in 36 months."""

    ebit: Years
    cash: Decimal
    break_even_month: int | None
    payback_month: int | None
    funding_need: Decimal
    funding_month: int
    net_present_value: Decimal
    yearly_return: Decimal | None
    no_return: str


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What a case comes to. `earned` is None where the partner's profit is not for the reader."""

    case: Case
    bookings: Years
    revenue: Years
    gross_profit: Decimal
    earned: Earned | None

    @property
    def total_bookings(self) -> Decimal:
        return sum(self.bookings, Decimal(0))

    @property
    def total_revenue(self) -> Decimal:
        return sum(self.revenue, Decimal(0))


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature that counts."""

    party: Party
    company: str
    name: str
    role: str
    typed_name: str
    drawing: str
    signed_at: datetime
    document_hash: str


@dataclass(frozen=True, slots=True)
class CostRow:
    """People or a cost over 36 months; `funded` is what the vendor bears of it."""

    name: str
    kind: str
    years: Years
    funded: Decimal


@dataclass(frozen=True, slots=True)
class SoFar:
    """What was booked of a plan up to a day, with what the tenant calls green and yellow."""

    found: PlanActuals
    as_of: date
    thresholds: Thresholds


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """A plan, its cases and its signatures.

    `account` is the base case month by month, with a profit only where the reader may see every cost. `costs` are
    there for the edition that lists them. `objectives` are sentences. `so_far` is there once a month of a plan that
    was agreed is closed, for documents that ask for it.
    """

    partner_name: str
    vendor_name: str
    title: str
    year_label: str
    version: int
    state: PlanState
    start_month: date
    currency: str
    goals: str
    strategy: str
    sharing: CostSharing
    cases: tuple[CaseResult, ...]
    account: Forecast
    signatures: tuple[Signed, ...]
    document_hash: str
    today: date
    costs: tuple[CostRow, ...] | None = None
    objectives: tuple[str, ...] = ()
    so_far: SoFar | None = None

    @property
    def base(self) -> CaseResult | None:
        """The plan itself; None before it was ever calculated."""
        return next((each for each in self.cases if each.case is Case.BASE), None)

    @property
    def is_unchanged(self) -> bool:
        """Whether what stands here is what every signature is about."""
        return all(each.document_hash == self.document_hash for each in self.signatures)

    def month(self, number: int) -> str:
        """``Jul 2027 (month 19)``; for 0, before the first month."""
        if number < 1:
            return "before the first month"
        day = add_months(self.start_month, number - 1)
        return f"{MONTH_NAMES[day.month - 1]} {day.year} (month {number})"

    @property
    def months(self) -> tuple[str, ...]:
        """The names of all 36 months: ``Jul 2027``."""
        days = (add_months(self.start_month, number) for number in range(MONTHS))
        return tuple(f"{MONTH_NAMES[day.month - 1]} {day.year}" for day in days)

    def quarter(self, index: int) -> str:
        """The months of a quarter of the plan, from 0: ``Jan–Mar 2026``."""
        first, last = (add_months(self.start_month, 3 * index + offset) for offset in (0, 2))
        year = "" if first.year == last.year else f" {first.year}"
        return f"{MONTH_NAMES[first.month - 1]}{year}–{MONTH_NAMES[last.month - 1]} {last.year}"


def by_quarter(series: Series) -> tuple[Decimal, ...]:
    """Twelve quarters of 36 months, to the cent."""
    return tuple(money(total(series[start : start + 3])) for start in range(0, 36, 3))


def by_year(series: Series) -> Years:
    """Three years of 36 months, to the cent."""
    first, second, third = (money(total(series[start : start + 12])) for start in (0, 12, 24))
    return first, second, third
