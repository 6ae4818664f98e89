"""From the button to the figures, in a browser, while a worker does its part."""

import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from prm.events.models import Event
from prm.tenancy.scope import in_tenant
from qbr.events import QBR_REQUESTED
from qbr.tasks import build_requested_qbr
from tests.cast import Cast
from tests.journeys.conftest import Visit
from tests.qbr.conftest import sell


@pytest.fixture(autouse=True)
def own_storage(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def selling(cast: Cast) -> Cast:
    """Polaris has orders and a plan."""
    from scorecards.models import Target

    with in_tenant(cast.acme.pk):
        sell(cast)
        window = {"start_date": date(2026, 1, 1), "end_date": date(2026, 12, 31)}
        Target.objects.create(partner=cast.polaris, amount=Decimal(240_000), **window)
    return cast


def work(cast: Cast) -> None:
    """What the worker does with the events so far."""
    with in_tenant(cast.acme.pk):
        waiting = list(Event.objects.filter(name=QBR_REQUESTED).values_list("pk", flat=True))
    for event_id in waiting:
        build_requested_qbr(event_id=str(event_id), tenant_id=str(cast.acme.pk))


def shoot(page: Page, name: str) -> None:
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_a_review_is_built_while_its_page_is_left_and_looked_at(selling: Cast, visit: Visit) -> None:
    visitor = visit(selling.bob)
    page = visitor.open(f"/t/acme/partners/{selling.polaris.pk}/scorecard/")
    page.get_by_role("button", name="Build QBR").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    address = page.url
    assert visitor.axe() == []
    shoot(page, "qbr-progress")
    visitor.open("/t/acme/qbrs/")
    visitor.open(address)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/progress/" in request.url else None)
    work(selling)
    expect(page.get_by_role("link", name="PowerPoint").first).to_be_visible()
    before = len(asked)
    page.wait_for_timeout(2_500)
    assert before >= 1 and len(asked) == before, "polling goes on after the review is ready"
    shoot(page, "qbr-ready")


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light")])
def test_the_pages_of_reviews_satisfy_axe(selling: Cast, visit: Visit, width: int, scheme: str) -> None:
    visitor = visit(selling.bob, width=width, scheme=scheme)
    page = visitor.open(f"/t/acme/partners/{selling.polaris.pk}/qbrs/")
    page.get_by_role("button", name="Build QBR").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    shoot(page, f"qbr-progress-{width}-{scheme}")
    work(selling)
    expect(page.get_by_role("link", name="PowerPoint").first).to_be_visible()
    for path in (page.url, f"/t/acme/partners/{selling.polaris.pk}/qbrs/", "/t/acme/qbrs/"):
        visitor.open(path)
        shoot(page, f"qbr-{path.strip('/').rpartition('/')[2][:8]}-{width}-{scheme}")
        assert (visitor.axe(), visitor.overflow()) == ([], 0)
