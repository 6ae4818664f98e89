"""Products and bookings: each partner with its own rhythm, size and course."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from prm.demo.history import History
from prm.demo.people import People
from prm.demo.profiles import NEW_DAYS_AGO, Profiles, ours
from prm.demo.vendors.spec import Course, PartnerSpec, ProductSpec, Vendor
from sales.models import Booking, Product

CENT = Decimal("0.01")
DAYS_OF_YEAR = 365
# How much a partner's size changes in a year, and by how many gaps its last order is past.
_TREND = {Course.GROWING: 1.3, Course.SHRINKING: 0.68, Course.QUIET: 0.94, Course.SILENT: 0.8}
_SILENCE = {Course.QUIET: 1.85, Course.SILENT: 2.8}
_TO_MONDAY = {5: 2, 6: 1}  # from a Saturday, from a Sunday
_BEFORE_DISCOUNT = 1.17
_RETURN_SHARE = 0.012
_CLEARANCE_SHARE = 0.03


@dataclass(frozen=True)
class _Line:
    product: ProductSpec
    quantity: int
    amount: Decimal
    cost: Decimal


def plant_bookings(vendor: Vendor, profiles: Profiles, people: People, history: History, random: Random) -> None:
    """Write the vendor's products and every partner's orders."""
    products = {spec.number: _product(spec) for spec in vendor.products}
    Product.objects.bulk_create(products.values())
    bookings: list[Booking] = []
    for spec in vendor.partners:
        for day in _order_days(spec, vendor, history, random):
            number = f"{vendor.slug[0].upper()}{day:%y%m%d}-{profiles[spec.name].external_id[3:]}"
            for line_number, line in enumerate(_lines(spec, vendor, day, history, random), 1):
                bookings.append(
                    ours(
                        Booking(
                            partner=profiles[spec.name],
                            product=products[line.product.number],
                            sold_by=people[spec.cam] if vendor.names_salesperson and spec.cam else None,
                            order_number=number,
                            line_number=line_number,
                            booked_date=day,
                            quantity=Decimal(line.quantity),
                            amount=line.amount,
                            cost=line.cost,
                        )
                    )
                )
    Booking.objects.bulk_create(bookings, batch_size=1000)


def _product(spec: ProductSpec) -> Product:
    return ours(Product(external_id=spec.number, name=spec.name, family=spec.family))


def _order_days(spec: PartnerSpec, vendor: Vendor, history: History, random: Random) -> Iterator[date]:
    """The days on which a partner orders, no two the same. The first partner of a vendor ordered on the last day."""
    if spec.course is Course.RECRUITED:
        return
    silence = round(spec.gap * _SILENCE.get(spec.course, 0))
    last = history.ago(silence)
    day = history.ago(NEW_DAYS_AGO - 4) if spec.course is Course.NEW else history.first
    day = _workday(day + timedelta(days=random.randint(0, spec.gap)))
    previous = None
    while day < last:
        yield day
        previous = day
        day = _workday(day + timedelta(days=_next_gap(spec, vendor.season[day.month - 1], random)))
    if silence or spec is vendor.partners[0]:
        yield last
    elif previous and (history.last - previous).days > spec.gap * 1.2:
        yield history.ago(random.randint(1, max(1, spec.gap // 2)))


def _workday(day: date) -> date:
    """The day, or the Monday after a weekend."""
    return day + timedelta(days=_TO_MONDAY.get(day.weekday(), 0))


def _next_gap(spec: PartnerSpec, season: float, random: Random) -> int:
    return max(1, round(spec.gap * random.lognormvariate(0, 0.3) / math.sqrt(season)))


def _lines(spec: PartnerSpec, vendor: Vendor, day: date, history: History, random: Random) -> Iterator[_Line]:
    years = (day - history.first).days / DAYS_OF_YEAR
    usual = spec.yearly * 1000 * spec.gap / DAYS_OF_YEAR * _BEFORE_DISCOUNT
    size = usual * _TREND.get(spec.course, 1.04) ** years * vendor.season[day.month - 1] ** 0.5
    size *= random.lognormvariate(0, 0.28)
    count = min(random.choice((1, 2, 2, 3, 3, 4)), max(1, int(size // 800)))
    for _ in range(count):
        yield _line(vendor, size / count, random)
    if random.random() < _RETURN_SHARE * count:
        yield _returned(vendor, random)


def _line(vendor: Vendor, worth: float, random: Random) -> _Line:
    affordable = [product for product in vendor.products if product.price <= worth * 1.3]
    product = random.choice(affordable or [min(vendor.products, key=lambda each: each.price)])
    quantity = max(1, round(worth / float(product.price)))
    clearance = random.random() < _CLEARANCE_SHARE
    discount = Decimal(random.randint(45, 58) if clearance else random.randint(4, 22)) / 100
    return _priced(product, quantity, discount)


def _returned(vendor: Vendor, random: Random) -> _Line:
    product = random.choice(vendor.products)
    return _priced(product, -1, Decimal("0.1"))


def _priced(product: ProductSpec, quantity: int, discount: Decimal) -> _Line:
    listed = product.price * quantity
    return _Line(
        product,
        quantity,
        amount=(listed * (1 - discount)).quantize(CENT),
        cost=(listed * product.cost_share).quantize(CENT),
    )
