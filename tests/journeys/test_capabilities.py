"""Reading a capability result in a browser: every page can be used by anybody, and a goal is set from a suggestion."""

from decimal import Decimal

import pytest

from partners.enums import ActionSide
from prm.tenancy.scope import in_tenant
from scorecards.operations.goals import Promise, set_goal
from scorecards.queries.capabilities import rounds_of
from tests.cast import NOW, Cast
from tests.journeys.conftest import Visit
from tests.scorecards.rounds_told import Told, tell


def agreed(cast: Cast) -> Told:
    """Two rounds and a goal."""
    with in_tenant(cast.acme.pk):
        told = tell(cast)
        second = rounds_of(cast.polaris).get(pk=told.second.pk)
        second.partner = cast.polaris
        promise = Promise("Hire two sellers", ActionSide.PARTNER, cast.priya)
        set_goal(
            assessment=second,
            question_id=told.asked.id("fit-2"),
            goal_score=Decimal(75),
            promise=promise,
            by=cast.bob,
            at=NOW,
        )
        return told


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_every_page_of_a_result_is_accessible_and_fits(cast: Cast, visit: Visit, width: int, scheme: str) -> None:
    told = agreed(cast)
    page = f"/t/acme/partners/{cast.polaris.pk}/capabilities/"
    breakdown = f"{page}{told.second.pk}/breakdown/"
    pages = [
        page,
        f"{page}?round={told.first.pk}",
        breakdown,
        f"{breakdown}?topic=fit",
        f"{breakdown}?question=fit-1",
        f"{page}{told.second.pk}/goals/{told.asked.id('fit-1')}/",
    ]
    visitor = visit(cast.bob, width=width, scheme=scheme)
    found = {}
    for path in pages:
        visitor.open(path)
        found[path] = (visitor.axe(), visitor.overflow())
    assert found == dict.fromkeys(pages, ([], 0))


def test_a_partner_sets_a_goal_and_ticks_it(cast: Cast, visit: Visit) -> None:
    with in_tenant(cast.acme.pk):
        tell(cast)
    page = visit(cast.priya).open(f"/t/acme/partners/{cast.polaris.pk}/capabilities/")
    page.get_by_role("link", name="Set a goal for: How is fit-2?").click()
    page.get_by_label("What is to be done").fill("Hire two sellers")
    page.get_by_role("button", name="Save goal").click()
    page.get_by_role("button", name="Mark as done: Hire two sellers").click()
    page.get_by_text("Done: Hire two sellers").wait_for()
