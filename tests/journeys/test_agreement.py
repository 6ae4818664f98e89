"""A plan between its two sides, in two browsers: shared, signed by hand, approved, locked, taken away as PDF."""

from io import BytesIO

from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from planning.enums import CostSharing
from planning.models import BusinessPlan
from prm.tenancy.scope import in_tenant
from tests.cast import Cast
from tests.journeys.browser import PHONE
from tests.journeys.conftest import Visit
from tests.journeys.test_qbr import shoot
from tests.planning.agreements import make_plan


def _draw(page: Page) -> None:
    """A few strokes with the mouse, as a hand would make them."""
    field = page.locator("[data-signature-field]")
    field.scroll_into_view_if_needed()
    box = field.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + 60)
    page.mouse.down()
    for step in range(1, 12):
        page.mouse.move(box["x"] + 40 + 15 * step, box["y"] + (80 if step % 2 else 40))
    page.mouse.up()


def test_two_sides_sign_a_plan_and_take_it_away(cast: Cast, visit: Visit) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast, hidden=True, year=timezone.now().year)
    address = f"/t/acme/plans/{plan.pk}/agreement/"
    vendor, partner = visit(cast.bob), visit(cast.priya, width=PHONE)

    page = vendor.open(address)
    expect(page.get_by_text("Polaris does not see this draft")).to_be_visible()
    assert vendor.axe() == []
    page.get_by_role("button", name="Share for acceptance").click()
    page.get_by_role("dialog").get_by_role("button", name="Share", exact=True).click()
    expect(page.get_by_role("heading", name="Waiting for Polaris")).to_be_visible()

    phone = partner.open("/t/acme/my-company/")
    phone.get_by_role("link", name="Read and sign").click()
    expect(phone.get_by_role("heading", name="Your turn")).to_be_visible()
    partner.expected.append("422")
    phone.get_by_role("button", name="Accept and sign").click()
    expect(phone.get_by_text("Type your name, or draw your signature").first).to_be_visible()
    assert partner.axe() == []
    _draw(phone)
    phone.get_by_role("button", name="Clear the drawing").click()
    expect(phone.locator("[data-signature-path]")).to_have_value("")
    _draw(phone)
    assert partner.overflow() == 0
    shoot(phone, "agreement-sign-phone")
    phone.get_by_role("button", name="Accept and sign").click()
    expect(phone.get_by_role("heading", name="Waiting for Acme")).to_be_visible()
    expect(phone.get_by_role("img", name="Signature drawn by Priya")).to_be_visible()

    page = vendor.open("/t/acme/my-day/")
    page.get_by_role("link", name="of Polaris", exact=False).click()
    page.get_by_label("Your full name").fill("Bob Vendor")
    page.get_by_role("button", name="Approve and sign").click()
    expect(page.get_by_role("heading", name="Active")).to_be_visible()
    expect(page.get_by_text("Unchanged since signing")).to_have_count(2)
    assert vendor.axe() == []
    shoot(page, "agreement-active")

    phone.goto(f"{address}costs/")
    phone.get_by_label("Keep costs to ourselves").check()
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_text("Private")).to_be_visible()
    assert partner.axe() == []
    page.goto(f"/t/acme/plans/{plan.pk}/files/")
    expect(page.get_by_text("they stand in no file that you make")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF", exact=True).click()
    signed = PdfReader(BytesIO(download.value.path().read_bytes()))
    assert len(signed.pages) == 1
    assert "Bob Vendor" in signed.pages[0].extract_text()
    with in_tenant(cast.acme.pk):
        stored = BusinessPlan.objects.get(pk=plan.pk)
    assert (stored.state, stored.sharing) == ("active", CostSharing.PRIVATE)
