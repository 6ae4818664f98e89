"""Leads are passed to a partner, who answers in time or loses them again."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from prm.events.models import Event
from prm.people.models import Membership
from prm.tenancy.scope import in_tenant, tenant_scope
from sales.enums import Handover, LeadStage
from sales.models import Lead, LeadHandover
from sales.operations import handovers
from sales.operations.lead_moving import move_lead
from sales.operations.leads import WithTheVendor, change_lead
from sales.queries.handovers import handovers_to_settle, latest_handover
from tests.cast import NOW, TODAY, Cast
from tests.sales.leads import lead

pytestmark = pytest.mark.django_db
DUE = TODAY + timedelta(days=7)


def acting[T](member: Membership, act: Callable[[], T]) -> T:
    """What `act` gives with the reach of the member."""
    with tenant_scope(member.scope()), transaction.atomic():
        return act()


def passed(cast: Cast, came_as: LeadStage = LeadStage.MQL) -> Lead:
    with in_tenant(cast.acme.pk):
        made = lead(cast.polaris, came_as=came_as)
    acting(cast.bob, lambda: handovers.pass_lead(lead=made, today=TODAY, by=cast.bob, at=NOW))
    return made


def accept(made: Lead, by: Membership) -> LeadHandover:
    return acting(by, lambda: handovers.accept_lead(lead=made, on=TODAY, by=by, at=NOW))


def to_settle(member: Membership, day: date) -> list[str]:
    return acting(member, lambda: [each.state for each in handovers_to_settle(today=day)])


@pytest.mark.parametrize(
    ("came_as", "then"),
    [("inquiry", "inquiry"), ("mql", "sal"), ("sal", "sal"), ("sql", "sql")],
)
def test_an_accepted_lead_is_the_partners_and_a_qualified_one_accepted_by_sales(
    cast: Cast, came_as: str, then: str
) -> None:
    made = passed(cast, LeadStage(came_as))
    with pytest.raises(handovers.NotYourAnswer):
        accept(made, cast.bob)
    found = accept(made, cast.priya)
    with in_tenant(cast.acme.pk):
        made.refresh_from_db()
        assert (found.state, found.due_date, found.answered_by, made.stage) == ("accepted", DUE, cast.priya, then)
        told = set(Event.objects.filter(subject_id=made.pk).values_list("name", flat=True))
    assert {"sales.lead.passed", "sales.lead.accepted"} <= told
    with pytest.raises(handovers.NotWaiting):
        accept(made, cast.priya)
    assert to_settle(cast.bob, DUE + timedelta(days=1)) == []


def test_a_lead_that_nobody_answers_is_shown_to_its_cam_from_the_day_after(cast: Cast) -> None:
    made = passed(cast)
    assert to_settle(cast.bob, DUE) == []
    assert to_settle(cast.bob, DUE + timedelta(days=1)) == ["waiting"]
    assert to_settle(cast.omar, DUE + timedelta(days=1)) == []
    with in_tenant(cast.acme.pk):
        LeadHandover.objects.update(due_date=date(2026, 1, 2))
    page = cast.client(cast.bob).get("/t/acme/my-day/").text
    assert "Leads nobody follows up" in page and "was to answer by 2 Jan 2026" in page
    assert "Overdue" in cast.client(cast.priya).get(address("partner-leads", made)).text
    assert cast.client(cast.bob).post(address("lead-return", made)).status_code == 302
    assert "Leads nobody follows up" not in cast.client(cast.bob).get("/t/acme/my-day/").text


def test_a_declined_lead_goes_back_with_its_reason_until_it_is_passed_again(cast: Cast) -> None:
    made, priya = passed(cast), cast.priya
    with pytest.raises(handovers.WhyDeclined):
        acting(priya, lambda: handovers.decline_lead(lead=made, reason=" ", by=priya, at=NOW))
    acting(priya, lambda: handovers.decline_lead(lead=made, reason="Too far", by=priya, at=NOW))
    assert to_settle(cast.bob, TODAY) == ["declined"]
    for write in (
        lambda: move_lead(lead=made, stage=LeadStage.SQL, on=TODAY, by=priya, at=NOW),
        lambda: change_lead(lead=made, changes={"note": "Mine"}, today=TODAY, by=priya, at=NOW),
    ):
        with pytest.raises(WithTheVendor):
            acting(priya, write)
    bob, later = cast.bob, NOW + timedelta(hours=1)
    acting(bob, lambda: move_lead(lead=made, stage=LeadStage.SQL, on=TODAY, by=bob, at=NOW))
    acting(bob, lambda: handovers.pass_lead(lead=made, today=TODAY, by=bob, at=later))
    assert to_settle(bob, TODAY) == []
    assert accept(made, priya).state_enum is Handover.ACCEPTED


def test_the_vendor_takes_a_lead_back_and_the_partner_does_not_pass_or_take(cast: Cast) -> None:
    made, bob, priya = passed(cast), cast.bob, cast.priya
    with pytest.raises(handovers.NotToPass):
        acting(bob, lambda: handovers.pass_lead(lead=made, today=TODAY, by=bob, at=NOW))
    with pytest.raises(handovers.NotToTakeBack):
        acting(priya, lambda: handovers.take_back_lead(lead=made, by=priya, at=NOW))
    accept(made, priya)
    acting(bob, lambda: handovers.take_back_lead(lead=made, by=bob, at=NOW))
    with pytest.raises(handovers.NotToTakeBack):
        acting(bob, lambda: handovers.take_back_lead(lead=made, by=bob, at=NOW))
    with pytest.raises(handovers.NotToPass):
        acting(priya, lambda: handovers.pass_lead(lead=made, today=TODAY, by=priya, at=NOW))
    with in_tenant(cast.acme.pk):
        found = latest_handover(made)
        assert found is not None and found.state_enum is Handover.TAKEN_BACK
        closed = lead(cast.polaris, "Quay", steps={LeadStage.LOST: TODAY})
    with pytest.raises(handovers.NotToPass):
        acting(bob, lambda: handovers.pass_lead(lead=closed, today=TODAY, by=bob, at=NOW))


def test_each_side_finds_its_own_buttons_on_the_page_of_the_lead(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        made = lead(cast.polaris, came_as=LeadStage.MQL)
    bob, priya = cast.client(cast.bob), cast.client(cast.priya)
    page = address("lead-detail", made)
    assert "Pass to Polaris" in bob.get(page).text and "Pass to" not in priya.get(page).text
    assert "waits for the partner’s answer" in bob.post(address("lead-pass", made), follow=True).text
    theirs = priya.get(page).text
    assert ">Decline<" in theirs and "Take it back" not in theirs
    assert "Take it back" in bob.get(page).text and ">Decline<" not in bob.get(page).text
    refused = priya.post(address("lead-refusal", made), {"reason": ""})
    assert (refused.status_code, "This field is required." in refused.text) == (422, True)
    priya.post(address("lead-refusal", made), {"reason": "Too far"})
    assert "“Too far”" in bob.get(page).text
    bob.post(address("lead-pass", made))
    assert "is yours to follow up" in priya.post(address("lead-acceptance", made), follow=True).text
    assert "Accepted by the partner" in bob.get(page).text


def address(name: str, made: Lead) -> str:
    keys = [made.partner_id] if name == "partner-leads" else [made.partner_id, made.pk]
    return reverse(f"sales:{name}", args=["acme", *keys])
