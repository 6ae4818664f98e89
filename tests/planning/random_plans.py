"""Plans at random, the same ones every time, with what people type by mistake among them."""

from collections.abc import Callable
from decimal import Decimal
from random import Random

from planning.calculations.fixed import ONE, Fixed, fixed, share
from planning.calculations.plans.assumptions import (
    MONTHS,
    Assumptions,
    Business,
    Cost,
    Custom,
    Entry,
    Growth,
    Person,
    ProductLine,
    Sample,
    Service,
)
from planning.calculations.plans.lines import monthly_churn
from planning.calculations.plans.scenarios import AS_PLANNED, Overlay
from planning.enums import Costing, CostKind, Frequency, Pricing, Selling, Work


class Dice:
    """Draws parts of a plan. One in eight draws is an extreme: nothing, everything, the largest that a field takes."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def plan(self) -> tuple[Assumptions, Overlay]:
        """A plan with up to four lines, half of them with the partner's business; and a case to see it through."""
        lines = tuple(self.line(number) for number in range(self.random.choice((0, 1, 1, 2, 2, 3, 4))))
        business = self.business() if self.random.random() < 0.8 else None
        return Assumptions(lines, business), self.overlay()

    def line(self, number: int) -> ProductLine:
        churn = self.part(1)
        return ProductLine(
            key=str(number),
            name=f"Line {number}",
            selling=self.random.choice(list(Selling)),
            pricing=self.random.choice(list(Pricing)),
            entry=self.entry(),
            opening=self.amount(5_000, 4, 10**10),
            price=self.amount(20_000, 4, 10**12),
            margin=self.part(1, below=-1),
            churn=self.random.choice((churn, monthly_churn(churn))),
            project=self.service(),
            managed=self.service(),
        )

    def entry(self) -> Entry:
        return self.random.choice((self.growth, self.sample, self.custom))()

    def growth(self) -> Growth:
        return Growth(tuple(self.amount(300, 4, 10**10) for _ in range(12)), self.part(3, below=-1))

    def sample(self) -> Sample:
        most = self.amount(200, 2, 10**10) if self.random.random() < 0.6 else None
        step = self.amount(20, 4, 10**10) * self.random.choice((1, 1, -1))
        return Sample(self.month(), self.amount(50, 4, 10**10), step, most)

    def custom(self) -> Custom:
        return Custom(tuple(self.amount(100, 4, 10**10) for _ in range(MONTHS)))

    def service(self) -> Service:
        return Service(
            attach=self.part(1),
            fee=self.amount(20_000, 4, 10**12),
            costing=self.random.choice(list(Costing)),
            margin=self.part(1, below=-10),
            hours=self.amount(60, 2, 10**8),
            rate=self.amount(200, 4, 10**10),
        )

    def business(self) -> Business:
        return Business(
            people=tuple(self.person(number) for number in range(self.random.randint(0, 4))),
            costs=tuple(self.cost(number) for number in range(self.random.randint(0, 4))),
            investment=self.amount(100_000, 4, 10**12),
            customer_days=self.days(),
            supplier_days=self.days(),
            discount=self.part(1),
        )

    def person(self, number: int) -> Person:
        return Person(
            key=str(number),
            name=f"Role {number}",
            work=self.random.choice(list(Work)),
            heads=self.amount(12, 2, 999_999),
            start_month=self.month(),
            end_month=self.month() if self.random.random() < 0.3 else None,
            monthly_cost=self.amount(15_000, 4, 10**12),
            training=self.amount(5_000, 4, 10**12),
            ramp=tuple(self.part(1) for _ in range(self.random.choice((0, 0, 3, 6)))),
            quota=self.amount(20, 4, 10**10),
            hours=self.amount(200, 2, 999_999),
            utilisation=self.part(1),
        )

    def cost(self, number: int) -> Cost:
        return Cost(
            key=str(number),
            name=f"Cost {number}",
            kind=self.random.choice(list(CostKind)),
            amount=self.amount(8_000, 4, 10**12),
            frequency=self.random.choice(list(Frequency)),
            start_month=self.month(),
            end_month=self.month() if self.random.random() < 0.3 else None,
            funded=self.part(1),
        )

    def overlay(self) -> Overlay:
        if self.random.random() < 0.4:
            return AS_PLANNED
        factor: Callable[[], Fixed] = lambda: self.amount(2, 4, 9_999)  # noqa: E731 - said once, used five times
        return Overlay(
            volume=factor(),
            price=factor(),
            margin=self.part(1, below=-1),
            churn=factor(),
            services=factor(),
            costs=factor(),
            delay=self.random.randint(0, 24),
        )

    def amount(self, usual: int, places: int, most: int) -> Fixed:
        """A decimal of so many places, usually below `usual`, now and then 0, the smallest or the largest."""
        if self.random.random() < 0.125:
            return self.random.choice((0, 0, fixed(Decimal(1).scaleb(-places)), fixed(most)))
        return fixed(Decimal(self.random.randrange(usual * 10**places)).scaleb(-places))

    def part(self, most: int, *, below: int = 0) -> Fixed:
        """A percentage of two places as a share, now and then its least or most."""
        if self.random.random() < 0.125:
            return self.random.choice((0, ONE, fixed(most), fixed(below)))
        return share(Decimal(self.random.randrange(below * 10_000, most * 10_000)) / 100)

    def month(self) -> int:
        return self.random.choice((1, 1, MONTHS, self.random.randint(1, MONTHS)))

    def days(self) -> int:
        return self.random.choice((0, 30, 360, self.random.randint(0, 360)))
