"""What was sold of which product, this year against the same days of last year."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from prm.kernel.ratios import Ratio, change

ZERO = Decimal(0)
UNNAMED = "No product named"
NO_FAMILY = "No family named"
REST = "All others"
MOST_PRODUCTS = 8
MOST_FAMILIES = 6


@dataclass(frozen=True, slots=True)
class Sold:
    """A product's bookings in both spans. Names are empty where the lines name none."""

    product: str
    family: str
    this_year: Decimal
    last_year: Decimal


@dataclass(frozen=True, slots=True)
class Line:
    """A product or a family, or all the others together."""

    name: str
    this_year: Decimal
    last_year: Decimal

    @property
    def growth(self) -> Ratio:
        """This year against last."""
        return change(self.this_year, self.last_year)

    @property
    def difference(self) -> Decimal:
        """This year less last year."""
        return self.this_year - self.last_year


@dataclass(frozen=True)
class ProductMix:
    """The largest products and families, each list ending in the rest; every list adds up to all bookings."""

    products: tuple[Line, ...]
    families: tuple[Line, ...]
    this_year: Decimal
    last_year: Decimal

    @property
    def has_families(self) -> bool:
        """True when families tell more than one bar would."""
        return len([line for line in self.families if line.name not in (NO_FAMILY, REST)]) > 1


def measure_products(sold: Iterable[Sold]) -> ProductMix:
    """The mix of what was sold, largest this year first."""
    rows = tuple(sold)
    return ProductMix(
        products=_largest(_summed(rows, lambda row: row.product or UNNAMED), MOST_PRODUCTS),
        families=_largest(_summed(rows, lambda row: row.family or NO_FAMILY), MOST_FAMILIES),
        this_year=sum((row.this_year for row in rows), ZERO),
        last_year=sum((row.last_year for row in rows), ZERO),
    )


def _summed(rows: tuple[Sold, ...], name_of: Callable[[Sold], str]) -> list[Line]:
    now: dict[str, Decimal] = defaultdict(lambda: ZERO)
    before: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for row in rows:
        now[name_of(row)] += row.this_year
        before[name_of(row)] += row.last_year
    return [Line(name, amount, before[name]) for name, amount in now.items()]


def _largest(lines: list[Line], most: int) -> tuple[Line, ...]:
    ranked = sorted(lines, key=lambda line: (-line.this_year, -line.last_year, line.name))
    if len(ranked) <= most + 1:
        return tuple(ranked)
    rest = ranked[most:]
    others = Line(REST, sum((line.this_year for line in rest), ZERO), sum((line.last_year for line in rest), ZERO))
    return (*ranked[:most], others)
