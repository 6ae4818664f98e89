"""Customers and deals: what each partner works on, what it won and lost in the last eight quarters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from prm.demo.history import History
from prm.demo.people import People, cam_on
from prm.demo.profiles import Profiles, ours
from prm.demo.vendors.spec import Course, PartnerSpec, Vendor
from sales.calculations.customers import normalized_name
from sales.enums import Outcome
from sales.models import Customer, Deal, DealMove, DealStage, Product

_SEED_OF_DEALS = 23
_EIGHT_QUARTERS = 729
# By yearly bookings in thousands: how many deals are open, and how many were closed in eight quarters.
_SIZES = ((1000, 9, 30), (400, 6, 22), (150, 4, 12), (60, 3, 7), (1, 2, 4))
# Of a year's bookings, how much is in the pipeline; and how many of a hundred closed deals were won.
_COURSES = {
    Course.GROWING: ("0.62", 46),
    Course.STEADY: ("0.41", 36),
    Course.SHRINKING: ("0.19", 24),
    Course.QUIET: ("0.15", 27),
    Course.SILENT: ("0.07", 18),
    Course.NEW: ("0.30", 50),
    Course.RECRUITED: ("0", 0),
}
_FIRST_DEAL = Decimal(18_000)
_FIRST = (
    "Alder Birch Cobalt Delta Elm Fern Granite Harbor Indigo Juniper Kite Lumen Maple North Orchid Pine Quartz River"
)
_LAST = (
    "Foods Dental Logistics Schools Hospital Bank Textiles Energy Insurance Hotels Print Motors Law Pharmacy Council"
)
_KINDS = ("roll-out", "renewal", "expansion", "replacement", "pilot")
_REASONS = (
    "Price",
    "No budget this year",
    "Chose a competitor",
    "No decision",
    "Missing feature",
    "Stayed as they were",
)
_NEXT_STEPS = (
    "Send the proposal",
    "Demo for the IT lead",
    "Call back about budget",
    "Meet purchasing",
    "Sign the order",
)


@dataclass(frozen=True)
class _Plan:
    """What one partner's deals are made of."""

    spec: PartnerSpec
    open: int
    closed: int
    open_amount: Decimal
    closed_amount: Decimal
    won_percent: int


@dataclass
class _Planter:
    """Makes the deals of one vendor, gathering rows to be written at once."""

    vendor: Vendor
    profiles: Profiles
    people: People
    history: History
    products: Sequence[Product]
    customers: Sequence[Customer]
    stages: Sequence[DealStage]
    random: Random
    at: datetime

    def deals_of(self, spec: PartnerSpec) -> Iterator[Deal]:
        plan = _plan(spec)
        for number in range(plan.open):
            yield self._open_deal(plan, is_stale=number % 5 == 3)
        for _ in range(plan.closed):
            yield self._closed_deal(plan)

    def moves_of(self, deal: Deal, spec: PartnerSpec) -> Iterator[DealMove]:
        """From the first stage to where the deal stands, evenly over its time."""
        way = [stage for stage in self._open_stages if stage.order <= deal.stage.order]
        way = [*way[:3], deal.stage] if deal.stage.outcome_enum.is_closed else way
        begun = deal.engaged_date or self.history.last
        days = ((deal.closed_date or self.history.last) - begun).days
        for step, stage in enumerate(way):
            day = begun + timedelta(days=days * step // max(1, len(way) - 1))
            cam = cam_on(day, spec, self.vendor, self.history)
            yield ours(
                DealMove(
                    deal=deal,
                    partner=deal.partner,
                    from_stage=way[step - 1] if step else None,
                    to_stage=stage,
                    moved_date=day,
                    moved_by=self.people[cam] if cam else None,
                    recorded_at=self.at,
                )
            )

    @property
    def _open_stages(self) -> list[DealStage]:
        return [stage for stage in self.stages if stage.outcome_enum is Outcome.OPEN]

    def _open_deal(self, plan: _Plan, *, is_stale: bool) -> Deal:
        stage = self.random.choices(self._open_stages, weights=(2, 3, 3, 3, 2))[0]
        ahead = -self.random.randint(6, 70) if is_stale else self.random.randint(3, 130)
        deal = self._deal(
            plan, plan.open_amount / max(1, plan.open), engaged=self.history.ago(self.random.randint(9, 150))
        )
        deal.stage = stage
        deal.expected_close_date = self.history.last + timedelta(days=ahead)
        deal.next_step = self.random.choice(_NEXT_STEPS)
        deal.probability_percent = Decimal(65) if self.random.random() < 0.1 else None
        return deal

    def _closed_deal(self, plan: _Plan) -> Deal:
        is_won = self.random.randint(1, 100) <= plan.won_percent
        outcome = Outcome.WON if is_won else Outcome.LOST
        closed = self.history.ago(self.random.randint(1, 55 if plan.spec.course is Course.NEW else _EIGHT_QUARTERS))
        deal = self._deal(
            plan, plan.closed_amount / plan.closed, engaged=closed - timedelta(days=self.random.randint(21, 150))
        )
        deal.stage = next(stage for stage in self.stages if stage.outcome_enum is outcome)
        deal.closed_date = closed
        deal.expected_close_date = closed + timedelta(days=self.random.randint(-30, 20))
        deal.lost_reason = "" if is_won else self.random.choice(_REASONS)
        return deal

    def _deal(self, plan: _Plan, usual: Decimal, *, engaged: date) -> Deal:
        product, spec = self.random.choice(self.products), plan.spec
        is_sourced = self.random.random() < 0.62
        size = Decimal(str(round(self.random.lognormvariate(0, 0.45), 3)))
        return ours(
            Deal(
                partner=self.profiles[spec.name],
                customer=self.random.choice(self.customers),
                product=product,
                owner=self.people[spec.cam] if spec.cam else None,
                name=f"{product.family or product.name} {self.random.choice(_KINDS)}",
                amount=max(Decimal(500), (usual * size / 100).quantize(Decimal(1)) * 100),
                is_partner_sourced=is_sourced,
                engaged_date=engaged,
                registered_date=engaged + timedelta(days=self.random.randint(1, 12)) if is_sourced else None,
            )
        )


def plant_deals(vendor: Vendor, profiles: Profiles, people: People, history: History, *, at: datetime) -> None:
    """Write customers and deals with their way through the stages. Needs products and the default stages.

    Random numbers of its own: other parts of the demo stay as they are when this one changes.
    """
    random = Random(vendor.seed + _SEED_OF_DEALS)
    customers = Customer.objects.bulk_create(_customers(vendor, random))
    planter = _Planter(
        vendor=vendor,
        profiles=profiles,
        people=people,
        history=history,
        products=list(Product.objects.order_by("external_id")),
        customers=customers,
        stages=list(DealStage.objects.order_by("order")),
        random=random,
        at=at,
    )
    deals = [(deal, spec) for spec in vendor.partners for deal in planter.deals_of(spec)]
    for number, (deal, _) in enumerate(deals, 1):
        deal.external_id = f"{vendor.slug[0].upper()}-D{number:04d}"
    Deal.objects.bulk_create((deal for deal, _ in deals), batch_size=1000)
    moves = (move for deal, spec in deals for move in planter.moves_of(deal, spec))
    DealMove.objects.bulk_create(moves, batch_size=1000)


def _plan(spec: PartnerSpec) -> _Plan:
    share, won = _COURSES[spec.course]
    year = Decimal(spec.yearly) * 1000
    open_count, closed_count = next(((o, c) for size, o, c in _SIZES if spec.yearly >= size), (1, 0))
    if spec.course is Course.NEW:
        closed_count = 2
    won_amount = year * Decimal("0.9")
    return _Plan(
        spec=spec,
        open=open_count,
        closed=closed_count,
        open_amount=year * Decimal(share) or _FIRST_DEAL,
        closed_amount=won_amount / max(won, 1) * 100,
        won_percent=won,
    )


def _customers(vendor: Vendor, random: Random) -> list[Customer]:
    places = sorted({(spec.country, spec.city) for spec in vendor.partners})
    names = [f"{first} {last}" for first in _FIRST.split() for last in _LAST.split()]
    return [_customer(vendor, name, number, *random.choice(places)) for number, name in enumerate(names[::2], 1)]


def _customer(vendor: Vendor, name: str, number: int, country: str, city: str) -> Customer:
    return ours(
        Customer(
            name=name,
            normalized_name=normalized_name(name),
            domain=f"{name.lower().replace(' ', '-')}.example",
            country=country,
            city=city,
            external_id=f"{vendor.slug[0].upper()}-C{number:03d}",
        )
    )
