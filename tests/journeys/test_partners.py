"""The partner's page in a browser: found by keyboard, read on a phone, and a mistake taken back."""

from datetime import date

import pytest

from partners.enums import FieldKind
from partners.models import BusinessMix, Contact, CustomField, Partner
from prm.tenancy.scope import in_tenant
from tests.cast import Cast
from tests.journeys.conftest import Visit

PAGES = ("profile/", "profile/edit/", "contacts/", "cams/", "history/", "business-mix/")


def fill(cast: Cast) -> None:
    """Give Polaris something for every tab."""
    with in_tenant(cast.acme.pk):
        CustomField.objects.create(key="seats", label="Seats sold", kind=FieldKind.NUMBER)
        Contact.objects.create(partner=cast.polaris, name="Ann Lee", email="ann.lee@polaris.example", is_primary=True)
        for year, parts in ((2024, (80, 20, 0)), (2025, (45, 20, 35))):
            product, professional, managed = parts
            BusinessMix.objects.create(
                partner=cast.polaris,
                answered_date=date(year, 6, 1),
                product_percent=product,
                professional_percent=professional,
                managed_percent=managed,
            )
        Partner.objects.filter(pk=cast.polaris.pk).update(tier="Gold", region="DACH", website="https://polaris.example")


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_every_tab_is_accessible_and_fits(cast: Cast, visit: Visit, width: int, scheme: str) -> None:
    fill(cast)
    visitor = visit(cast.olga, width=width, scheme=scheme)
    found = {}
    for path in PAGES:
        visitor.open(f"/t/acme/partners/{cast.polaris.pk}/{path}")
        found[path] = (visitor.axe(), visitor.overflow())
    assert found == dict.fromkeys(PAGES, ([], 0))


def test_a_partner_is_two_keys_and_a_name_away(cast: Cast, visit: Visit) -> None:
    page = visit(cast.bob).open("/t/acme/partners/")
    page.keyboard.press("Control+k")
    page.keyboard.type("pola")
    page.get_by_role("option", name="Polaris").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/partners/{cast.polaris.pk}/**")
    assert page.locator("h1").inner_text() == "Polaris"


def test_a_removed_contact_is_back_with_one_press(cast: Cast, visit: Visit) -> None:
    fill(cast)
    page = visit(cast.bob).open(f"/t/acme/partners/{cast.polaris.pk}/contacts/")
    page.get_by_role("button", name="Remove Ann Lee").click()
    page.get_by_text("Ann Lee was removed.").wait_for()
    assert page.get_by_role("rowheader", name="Ann Lee").count() == 0
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("rowheader", name="Ann Lee").wait_for()


def test_the_docs_of_the_api_are_drawn_under_their_policy(cast: Cast, visit: Visit) -> None:
    page = visit().open("/api/v1/docs/")
    page.get_by_text("/api/v1/{tenant}/actions/", exact=True).first.wait_for()
