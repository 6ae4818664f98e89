"""Promises through the browser's door and the API."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partners.enums import ActionSide, ActionStatus
from partners.models import Action, Partner
from partners.operations.actions import add_action
from prm.tenancy.scope import in_tenant
from tests.cast import NOW, Cast

INDEX, DAY = "/t/acme/actions/", "/t/acme/my-day/"


def today() -> Any:
    return timezone.now().date()


def make(cast: Cast, title: str = "Send the contract", *, partner: Partner | None = None, **given: Any) -> Action:
    """A promise of the partner's side unless told otherwise, due today."""
    fields: dict[str, Any] = {"side": ActionSide.PARTNER, "due_date": today(), **given}
    with in_tenant(cast.acme.pk):
        return add_action(partner=partner or cast.polaris, title=title, by=None, at=NOW, **fields)


def tab(partner: Partner, path: str = "") -> str:
    return f"/t/acme/partners/{partner.pk}/actions/{path}"


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def now_of(cast: Cast, action: Action) -> Action:
    with in_tenant(cast.acme.pk):
        return Action.objects.get(pk=action.pk)


class TestTab:
    def test_both_sides_look_at_one_list_grouped_by_when_it_is_due(self, cast: Cast) -> None:
        for title, days in (("Late one", -3), ("Soon one", 5), ("Far one", 60)):
            make(cast, title, due_date=today() + timedelta(days=days))
        for who in ("bob", "priya", "mark"):
            shown = text_of(cast.client(getattr(cast, who)).get(tab(cast.polaris)))
            places = [shown.index(word) for word in ("Overdue", "Late one", "next 14 days", "Soon one", "Far one")]
            assert places == sorted(places), who

    def test_an_internal_one_is_not_there_for_the_partner(self, cast: Cast) -> None:
        hidden = make(cast, "Check their credit", side=ActionSide.VENDOR, is_internal=True)
        assert "Check their credit" in text_of(cast.client(cast.bob).get(tab(cast.polaris)))
        assert "Check their credit" not in text_of(cast.client(cast.priya).get(tab(cast.polaris)))
        assert cast.client(cast.priya).post(tab(cast.polaris, f"{hidden.pk}/completion/")).status_code == 404

    def test_one_is_added_in_place(self, cast: Cast) -> None:
        bob = cast.client(cast.bob)
        sent = {"title": "Run a workshop", "side": "vendor", "owner": cast.bob.pk, "due_date": today()}
        shown = text_of(bob.post(tab(cast.polaris), sent, follow=True))
        assert "The action was added." in shown
        assert "Run a workshop" in shown and "Acme owes it · Bob" in shown

    def test_what_is_wrong_is_said_beside_the_field(self, cast: Cast) -> None:
        bob = cast.client(cast.bob)
        answer = bob.post(tab(cast.polaris), {"title": "", "side": "vendor"})
        assert answer.status_code == 422 and "This field is required." in text_of(answer)
        answer = bob.post(tab(cast.polaris), {"title": "X", "side": "vendor", "owner": cast.priya.pk})
        assert answer.status_code == 422 and "must belong to the side that owes it" in text_of(answer)

    def test_a_partner_adds_for_its_own_side_whatever_it_sends(self, cast: Cast) -> None:
        noor = cast.client(cast.noor)
        assert 'name="side"' not in text_of(noor.get(tab(cast.polaris)))
        noor.post(tab(cast.polaris), {"title": "Name two engineers", "side": "vendor", "is_internal": "on"})
        with in_tenant(cast.acme.pk):
            action = Action.objects.select_related("created_by").get()
        assert (action.side, action.is_internal, action.created_by) == ("partner", False, cast.noor)

    def test_a_role_without_the_permission_only_reads(self, cast: Cast) -> None:
        action = make(cast)
        mark = cast.client(cast.mark)
        assert "Add an action" not in text_of(mark.get(tab(cast.polaris)))
        assert mark.post(tab(cast.polaris), {"title": "X", "side": "vendor"}).status_code == 404
        assert mark.post(tab(cast.polaris, f"{action.pk}/completion/")).status_code == 404

    def test_it_narrows_to_one_side(self, cast: Cast) -> None:
        make(cast, "Theirs")
        make(cast, "Ours", side=ActionSide.VENDOR)
        shown = text_of(cast.client(cast.bob).get(tab(cast.polaris), {"side": "vendor"}))
        assert "Ours" in shown and "Theirs" not in shown

    @pytest.mark.parametrize("rows", [1, 3])
    def test_it_takes_the_same_queries_for_one_row_and_for_three(self, cast: Cast, rows: int) -> None:
        for number in range(rows):
            make(cast, f"Action {number}", side=ActionSide.VENDOR, owner=cast.bob)
        assert queries(cast, tab(cast.polaris)) == 3


class TestSettling:
    def test_ticking_is_undone_from_the_message_back_to_where_it_was_pressed(self, cast: Cast) -> None:
        action, bob = make(cast), cast.client(cast.bob)
        path = f"{INDEX}?side=partner"
        pressed = bob.post(tab(cast.polaris, f"{action.pk}/completion/"), {"path": path}, follow=True)
        assert pressed.redirect_chain[-1][0] == path
        assert "Done: Send the contract" in text_of(pressed)
        assert (now_of(cast, action).status, now_of(cast, action).done_date) == ("done", today())
        undone = bob.post(tab(cast.polaris, f"{action.pk}/reopening/?path={INDEX}"), follow=True)
        assert undone.redirect_chain[-1][0] == INDEX
        assert now_of(cast, action).status_enum is ActionStatus.OPEN

    def test_a_way_back_to_another_site_is_not_taken(self, cast: Cast) -> None:
        action, bob = make(cast), cast.client(cast.bob)
        for path in ("https://evil.example/t/acme/", "//evil.example/t/acme/", "/t/globex/"):
            answer = bob.post(tab(cast.polaris, f"{action.pk}/completion/"), {"path": path})
            assert answer.headers["Location"] == tab(cast.polaris)
            bob.post(tab(cast.polaris, f"{action.pk}/reopening/"))

    def test_a_partner_cannot_tick_the_vendors_promise(self, cast: Cast) -> None:
        ours, theirs = make(cast, "Ours", side=ActionSide.VENDOR), make(cast, "Theirs")
        priya = cast.client(cast.priya)
        shown = text_of(priya.get(tab(cast.polaris)))
        assert f"{theirs.pk}/completion/" in shown and f"{ours.pk}/completion/" not in shown
        shown = text_of(priya.post(tab(cast.polaris, f"{ours.pk}/completion/"), follow=True))
        assert "Only the side that owes it can change this." in shown
        assert now_of(cast, ours).status == "open"

    def test_dropping_asks_for_a_reason_and_shows_it(self, cast: Cast) -> None:
        action, bob = make(cast), cast.client(cast.bob)
        drop = tab(cast.polaris, f"{action.pk}/drop/")
        assert "Say in a few words why" in text_of(bob.post(drop, {"reason": " "}, follow=True))
        assert "Dropped: No budget" in text_of(bob.post(drop, {"reason": "No budget"}, follow=True))

    def test_it_is_edited_until_it_is_settled(self, cast: Cast) -> None:
        action, bob = make(cast), cast.client(cast.bob)
        edit = tab(cast.polaris, f"{action.pk}/")
        assert bob.post(edit, {"title": "Send it signed", "status": "in_progress"}).status_code == 302
        assert (now_of(cast, action).title, now_of(cast, action).status) == ("Send it signed", "in_progress")
        assert bob.post(edit, {"title": "", "status": "open"}).status_code == 422
        bob.post(tab(cast.polaris, f"{action.pk}/completion/"))
        assert bob.get(edit).status_code == 302


def queries(cast: Cast, url: str) -> int:
    """How many queries of partners' tables a second look at the page takes."""
    bob = cast.client(cast.bob)
    bob.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert bob.get(url).status_code == 200
    return len([each for each in captured if 'FROM "partners_' in each["sql"]])


class TestIndex:
    def test_it_shows_open_ones_in_reach_and_settled_ones_on_request(self, cast: Cast) -> None:
        make(cast, "Near")
        make(cast, "Not mine", partner=cast.orion)
        done = make(cast, "Kept one")
        bob = cast.client(cast.bob)
        bob.post(tab(cast.polaris, f"{done.pk}/completion/"))
        bob.get(INDEX)
        shown = text_of(bob.get(INDEX))
        assert "Near" in shown and "Not mine" not in shown and "Kept one" not in shown
        assert "Kept one" in text_of(bob.get(INDEX, {"state": "done"}))

    def test_filters_narrow_it(self, cast: Cast) -> None:
        make(cast, "Late", due_date=today() - timedelta(days=1))
        make(cast, "Owned", owner=cast.bob, side=ActionSide.VENDOR)
        make(cast, "Far", due_date=today() + timedelta(days=90))
        bob = cast.client(cast.bob)
        for query, found in (
            ({"state": "overdue"}, {"Late"}),
            ({"state": "due"}, {"Owned"}),
            ({"side": "partner"}, {"Late", "Far"}),
            ({"owner": str(cast.bob.pk)}, {"Owned"}),
            ({"owner": "nobody"}, {"Late", "Far"}),
            ({"q": "far"}, {"Far"}),
        ):
            shown = bob.get(INDEX, {**query, "export": "csv"}).content.decode()
            assert {title for title in ("Late", "Owned", "Far") if title in shown} == found, query

    def test_partners_have_no_such_page(self, cast: Cast) -> None:
        assert cast.client(cast.priya).get(INDEX).status_code == 404

    @pytest.mark.parametrize("rows", [1, 3])
    def test_it_takes_the_same_queries_for_one_row_and_for_three(self, cast: Cast, rows: int) -> None:
        for number in range(rows):
            make(cast, f"Action {number}", side=ActionSide.VENDOR, owner=cast.bob)
        assert queries(cast, INDEX) == 3


class TestMyDay:
    def test_it_shows_what_is_due_within_two_weeks_and_ticks_it(self, cast: Cast) -> None:
        action = make(cast, "Call about renewal")
        make(cast, "Far away", due_date=today() + timedelta(days=40))
        bob = cast.client(cast.bob)
        shown = text_of(bob.get(DAY))
        assert "Call about renewal" in shown and "Far away" not in shown
        after = bob.post(tab(cast.polaris, f"{action.pk}/completion/"), {"path": DAY}, follow=True)
        assert after.redirect_chain[-1][0] == DAY
        assert "Call about renewal" not in text_of(cast.client(cast.dana).get(DAY))


class TestApi:
    def test_a_promise_lives_through_the_api(self, cast: Cast, api: Any) -> None:
        bob = api("bob")
        sent = {"partner": cast.polaris.pk, "side": "vendor", "title": "Demo kit", "owner": cast.bob.pk}
        made = bob.post("actions/", sent)
        assert made.status_code == 201, made.content
        path = f"actions/{made.json()['id']}/"
        assert (made.json()["owner_name"], made.json()["status"]) == ("Bob", "open")
        assert bob.patch(path, {"due_date": "2026-12-01", "status": "in_progress"}).json()["status"] == "in_progress"
        assert bob.patch(path, {"status": "done"}).status_code in (400, 409)
        assert bob.post(f"{path}completion/").json()["done_date"] == str(today())
        assert bob.post(f"{path}completion/").status_code == 409
        assert bob.post(f"{path}reopening/").json()["done_date"] is None
        assert bob.post(f"{path}drop/", {"reason": "Sold out"}).json()["dropped_reason"] == "Sold out"

    def test_a_partner_writes_its_own_side_and_sees_nothing_internal(self, cast: Cast, api: Any) -> None:
        hidden = make(cast, "Hidden", side=ActionSide.VENDOR, is_internal=True)
        ours = make(cast, "Ours", side=ActionSide.VENDOR)
        priya = api("priya")
        listed = priya.get("actions/").json()["results"]
        assert [row["title"] for row in listed] == ["Ours"] and "is_internal" not in listed[0]
        assert priya.get(f"actions/{hidden.pk}/").status_code == 404
        assert priya.post(f"actions/{ours.pk}/completion/").status_code == 409
        sent = {"partner": cast.polaris.pk, "side": "vendor", "title": "You do it"}
        assert priya.post("actions/", sent).status_code in (400, 409)
        assert priya.post("actions/", {**sent, "side": "partner"}).status_code == 201
        assert priya.post("actions/", {**sent, "side": "partner", "is_internal": True}).status_code == 400

    def test_lists_narrow(self, cast: Cast, api: Any) -> None:
        make(cast, "One")
        done = make(cast, "Two", partner=cast.vega, side=ActionSide.VENDOR)
        bob = api("bob")
        bob.post(f"actions/{done.pk}/completion/")
        for query, found in (
            ({"partner": cast.vega.pk}, ["Two"]),
            ({"side": "partner"}, ["One"]),
            ({"status": "done"}, ["Two"]),
            ({"status": "unsettled"}, ["One"]),
        ):
            assert [row["title"] for row in bob.get("actions/", **query).json()["results"]] == found
        assert bob.get("actions/", side="nobody").status_code == 400
