"""A CAM's partner with two years of orders, and a way to run the work that an event starts."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pytest_django import Settings

from prm.events.models import Event
from prm.tenancy.scope import in_tenant
from qbr.events import QBR_REQUESTED
from qbr.tasks import build_requested_qbr
from sales.models import Booking, Product
from scorecards.models import Target
from tests.api.conftest import api
from tests.cast import Cast, make_cast

__all__ = ["api"]
AS_OF = date(2026, 5, 31)


@pytest.fixture(autouse=True)
def private_storage(settings: Settings, tmp_path: Path) -> Path:
    """Files of a test go away with it."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The standing cast, committed: builds open their own transactions. Polaris has orders and a plan."""
    cast = make_cast()
    with in_tenant(cast.acme.pk):
        sell(cast)
        Target.objects.create(
            partner=cast.polaris, start_date=date(2026, 1, 1), end_date=date(2026, 12, 31), amount=Decimal(240_000)
        )
    return cast


def sell(cast: Cast) -> None:
    """An order of two lines on the fifth of each month, from January 2025 to May 2026, growing."""
    arrays = Product.objects.create(external_id="P1", name="Storage array", family="Storage")
    service = Product.objects.create(external_id="P2", name="Backup service", family="Services")
    for number in range(17):
        day = date(2025 + number // 12, number % 12 + 1, 5)
        order = {"partner": cast.polaris, "booked_date": day, "order_number": f"SO{number}"}
        Booking.objects.create(**order, line_number=1, product=arrays, amount=Decimal("9000.1234") + number * 300)
        Booking.objects.create(**order, line_number=2, product=service, amount=Decimal(4000) - number * 100)


@pytest.fixture
def run_builds(cast: Cast) -> Callable[[], None]:
    """Deliver every request of Acme once, in no scope, as a worker does. What was delivered before comes again."""

    def run() -> None:
        for event in events_named(cast, QBR_REQUESTED):
            build_requested_qbr(event_id=str(event.pk), tenant_id=str(cast.acme.pk))

    return run


def events_named(cast: Cast, name: str) -> list[Event]:
    """The events of Acme with a name."""
    with in_tenant(cast.acme.pk):
        return list(Event.objects.filter(name=name))
