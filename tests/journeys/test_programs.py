"""Programmes in a browser: every page can be used by anybody, and a review is decided on its page."""

import pytest
from playwright.sync_api import expect

from partners.models import Partner
from prm.tenancy.scope import in_tenant
from programs.models import Program, TierReview
from programs.operations.reviewing import review_partners
from tests.cast import Cast
from tests.journeys.conftest import Visit
from tests.programs.samples import NOW, TODAY, book, make_program, set_tier


def reviewed(cast: Cast) -> tuple[Program, TierReview]:
    """Polaris is Silver and booked for Gold, Vega is Silver and booked nothing; both are reviewed."""
    with in_tenant(cast.acme.pk):
        program = make_program()
        book(cast.polaris, 6_000, TODAY)
        for partner in (cast.polaris, cast.vega):
            set_tier(partner, "Silver")
        review_partners(program=program, tenant=cast.acme, review_date=TODAY, today=TODAY, by=cast.alice, at=NOW)
        return program, TierReview.objects.get(partner=cast.polaris)


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_every_page_of_a_programme_is_accessible_and_fits(cast: Cast, visit: Visit, width: int, scheme: str) -> None:
    program, review = reviewed(cast)
    pages = [
        f"/t/acme/partners/{cast.polaris.pk}/tier/",
        f"/t/acme/partners/{cast.vega.pk}/tier/",
        f"/t/acme/partners/{cast.polaris.pk}/profile/edit/",
        "/t/acme/programs/",
        f"/t/acme/programs/{program.pk}/",
        "/t/acme/tier-reviews/",
        f"/t/acme/tier-reviews/{review.pk}/",
        f"/t/acme/partners/{cast.polaris.pk}/stage/",
        "/t/acme/life-stages/",
    ]
    visitor = visit(cast.olga, width=width, scheme=scheme)
    found = {}
    for path in pages:
        visitor.open(path)
        found[path] = (visitor.axe(), visitor.overflow())
    assert found == dict.fromkeys(pages, ([], 0))


def test_a_promotion_is_confirmed_and_stands_on_the_tier_page_for_the_partner(cast: Cast, visit: Visit) -> None:
    _program, review = reviewed(cast)
    page = visit(cast.olga).open(f"/t/acme/tier-reviews/{review.pk}/")
    page.get_by_role("button", name="Confirm").first.click()
    expect(page.get_by_role("status").filter(has_text="Gold").first).to_be_visible()
    with in_tenant(cast.acme.pk):
        assert Partner.objects.get(pk=cast.polaris.pk).tier == "Gold"
    theirs = visit(cast.priya)
    theirs.open(f"/t/acme/partners/{cast.polaris.pk}/tier/")
    expect(theirs.page.get_by_text("At the top")).to_be_visible()
    assert theirs.axe() == []
