"""A snapshot whose figures are easy to check by hand."""

from datetime import UTC, date, datetime
from decimal import Decimal

from prm.kernel.fiscal import FiscalQuarter
from qbr.calculations.order_months import measure_order_months
from qbr.calculations.products import Sold, measure_products
from qbr.calculations.snapshot import NextQuarter, Snapshot
from qbr.documents.review import Edition
from tests.scorecards.samples import AS_OF, CALENDAR, measured, orders

EDITION = Edition(version=2, requested_at=datetime(2026, 12, 1, 10, 2, tzinfo=UTC))
SOLD = (
    Sold("Storage array X4", "Storage", Decimal("642000.25"), Decimal(480_000)),
    Sold("Storage array X2", "Storage", Decimal(310_000), Decimal(395_000)),
    Sold("Backup service", "Services", Decimal(290_000), Decimal(120_000)),
    Sold("Managed firewall", "Security", Decimal(240_000), Decimal(150_000)),
    Sold("Migration package", "Services", Decimal(160_000), Decimal(96_000)),
    Sold("Core switch 48", "Network", Decimal(120_000), Decimal(140_000)),
    Sold("Edge router", "Network", Decimal("79999.75"), Decimal(80_000)),
    Sold("Tape library", "Storage", Decimal(0), Decimal(50_000)),
)


def snapshot(*, target: Decimal | None = Decimal(640_000)) -> Snapshot:
    """Northwind at 89% of plan at the end of November 2026."""
    return Snapshot(
        partner_name="Northwind Data Systems",
        vendor_name="Contoso Cloud",
        currency="USD",
        brand_colour="#1d5fd1",
        quarter="Q4 FY26",
        as_of=AS_OF,
        prepared_by="Dana Whitfield",
        quiet_from=Decimal("1.5"),
        performance=measured(),
        order_months=measure_order_months(((order.booked_date, order.amount) for order in orders()), as_of=AS_OF),
        mix=measure_products(SOLD),
        next_quarter=NextQuarter(CALENDAR.quarter(FiscalQuarter(2027, 1)), target, Decimal(438_000)),
    )


def empty_snapshot() -> Snapshot:
    """A partner who has bought nothing and has no plan."""
    return Snapshot(
        partner_name="Vega",
        vendor_name="Contoso Cloud",
        currency="EUR",
        brand_colour="#0f766e",
        quarter="Q1 FY26",
        as_of=date(2026, 1, 1),
        prepared_by="Dana Whitfield",
        quiet_from=Decimal("1.5"),
        performance=measured((), (), as_of=date(2026, 1, 1)),
        order_months=measure_order_months((), as_of=date(2026, 1, 1)),
        mix=measure_products(()),
        next_quarter=NextQuarter(CALENDAR.quarter(FiscalQuarter(2026, 2)), None, Decimal(0)),
    )
