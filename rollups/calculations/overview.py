"""The chief's figures: partners' standings added up, whole and by group.

Rule and worked table: docs/calculations/overview.md. A group's attainment is its bookings to its plan, both of all of
its partners; lights and partners are counted, never averaged.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from prm.kernel.ratios import Ratio, attainment, change, quotient
from prm.kernel.status import Thresholds, TrafficLight, classify

ZERO = Decimal(0)
TOP_SHARE = 5  # one in five


@dataclass(frozen=True, slots=True)
class PartnerStanding:
    """One partner's first figures with what it is grouped by. `cam_id` is empty for a partner without a primary CAM."""

    cam_id: str
    cam_name: str
    region: str
    type: str
    booked: Decimal
    prior: Decimal
    plan: Decimal | None
    booked_12_months: Decimal
    light: TrafficLight


class Grouping(StrEnum):
    """What partners are grouped by. The value is also the name of the partner list's filter."""

    CAM = "cam"
    REGION = "region"
    TYPE = "type"

    @property
    def label(self) -> str:
        return "CAM" if self is Grouping.CAM else self.value.capitalize()

    @property
    def word(self) -> str:
        """The label as it stands inside a sentence."""
        return "CAM" if self is Grouping.CAM else self.value


@dataclass(frozen=True)
class Figures:
    """Sums over some partners, year to date. `plan` is None where none of them has one."""

    partners: int
    booked: Decimal
    prior: Decimal
    plan: Decimal | None
    lights: tuple[tuple[TrafficLight, int], ...]
    thresholds: Thresholds

    @property
    def attainment(self) -> Ratio:
        """Booked to plan to date."""
        return attainment(self.booked, self.plan)

    @property
    def growth(self) -> Ratio:
        """Booked against the same days of last year."""
        return change(self.booked, self.prior)

    @property
    def light(self) -> TrafficLight:
        """The light of the attainment."""
        return classify(self.attainment.percent, self.thresholds)

    def count(self, light: TrafficLight) -> int:
        """How many of the partners have this light."""
        return dict(self.lights).get(light, 0)


@dataclass(frozen=True)
class Group:
    """The figures of the partners that share a value; `key` is what the partner list is filtered by."""

    key: str
    name: str
    figures: Figures


@dataclass(frozen=True)
class Concentration:
    """How much of the last 12 months' bookings the largest fifth of all partners make."""

    top: int
    partners: int
    share: Ratio


@dataclass(frozen=True)
class Overview:
    """All partners together, and by each grouping."""

    as_of: date
    total: Figures
    groups: dict[Grouping, tuple[Group, ...]]
    concentration: Concentration


def add_up(standings: Sequence[PartnerStanding], *, as_of: date, thresholds: Thresholds) -> Overview:
    """The overview of these partners. Each is in one group of each grouping, so groups sum to the total."""
    return Overview(
        as_of=as_of,
        total=_figures(standings, thresholds),
        groups={grouping: _groups(standings, key, thresholds) for grouping, key in _KEYS.items()},
        concentration=_concentration(standings),
    )


type _KeyOf = Callable[[PartnerStanding], tuple[str, str]]

# The list's filter takes "none" for partners that have no value.
NONE = "none"
_KEYS: dict[Grouping, _KeyOf] = {
    Grouping.CAM: lambda each: (each.cam_id or NONE, each.cam_name or "No CAM"),
    Grouping.REGION: lambda each: (each.region or NONE, each.region or "No region"),
    Grouping.TYPE: lambda each: (each.type or NONE, each.type or "No type"),
}


def _groups(standings: Iterable[PartnerStanding], key: _KeyOf, thresholds: Thresholds) -> tuple[Group, ...]:
    """Largest bookings first, those without a value last."""
    gathered: dict[tuple[str, str], list[PartnerStanding]] = defaultdict(list)
    for standing in standings:
        gathered[key(standing)].append(standing)
    groups = [Group(value, name, _figures(members, thresholds)) for (value, name), members in gathered.items()]
    return tuple(sorted(groups, key=lambda group: (group.key == NONE, -group.figures.booked, group.name)))


def _figures(standings: Sequence[PartnerStanding], thresholds: Thresholds) -> Figures:
    plans = [each.plan for each in standings if each.plan is not None]
    lights = Counter(each.light for each in standings)
    return Figures(
        partners=len(standings),
        booked=sum((each.booked for each in standings), ZERO),
        prior=sum((each.prior for each in standings), ZERO),
        plan=sum(plans, ZERO) if plans else None,
        lights=tuple((light, lights[light]) for light in TrafficLight if lights[light]),
        thresholds=thresholds,
    )


def _concentration(standings: Sequence[PartnerStanding]) -> Concentration:
    sizes = sorted((each.booked_12_months for each in standings), reverse=True)
    top = max(1, len(sizes) // TOP_SHARE) if sizes else 0
    return Concentration(top, len(sizes), quotient(sum(sizes[:top], ZERO), sum(sizes, ZERO)))
