"""Which partners a CAM should look at today, out of where they stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from prm.kernel.ratios import Ratio, attainment
from prm.kernel.status import Thresholds, TrafficLight, classify

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class PartnerFigures:
    """A partner by name with its first figures. The plans are None where it has none."""

    partner_id: UUID
    name: str
    booked: Decimal
    plan: Decimal | None
    plan_year: Decimal | None
    booked_12_months: Decimal
    light: TrafficLight

    @property
    def behind(self) -> Decimal:
        """How much of the plan to date is missing; 0 when none is."""
        return max((self.plan or ZERO) - self.booked, ZERO)

    @property
    def attainment(self) -> Ratio:
        """Booked to plan to date."""
        return attainment(self.booked, self.plan)


@dataclass(frozen=True)
class Portfolio:
    """A CAM's partners together, and those of them that want attention. `sells` is False before any bookings."""

    partners: int
    booked: Decimal
    plan: Decimal | None
    at_risk: tuple[PartnerFigures, ...]
    without_target: tuple[PartnerFigures, ...]
    sells: bool
    thresholds: Thresholds

    @property
    def attainment(self) -> Ratio:
        """Booked to plan to date, of all partners together."""
        return attainment(self.booked, self.plan)

    @property
    def light(self) -> TrafficLight:
        return classify(self.attainment.percent, self.thresholds)

    @property
    def behind(self) -> Decimal:
        """What all partners at risk lack to their plans together."""
        return sum((each.behind for each in self.at_risk), ZERO)


def gather(partners: Sequence[PartnerFigures], *, thresholds: Thresholds) -> Portfolio:
    """The portfolio. At risk: the most missing first. Without a target: those that sell, the largest first."""
    plans = [each.plan for each in partners if each.plan is not None]
    at_risk = (each for each in partners if each.light is TrafficLight.AT_RISK)
    without = (each for each in partners if each.plan_year is None and each.booked_12_months > 0)
    return Portfolio(
        partners=len(partners),
        booked=sum((each.booked for each in partners), ZERO),
        plan=sum(plans, ZERO) if plans else None,
        at_risk=_ordered(at_risk, by="behind"),
        without_target=_ordered(without, by="booked_12_months"),
        sells=any(each.booked_12_months for each in partners),
        thresholds=thresholds,
    )


def _ordered(partners: Iterable[PartnerFigures], *, by: str) -> tuple[PartnerFigures, ...]:
    return tuple(sorted(partners, key=lambda each: (-getattr(each, by), each.name)))
