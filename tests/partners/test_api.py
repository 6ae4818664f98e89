"""Partners through the API: what each role reaches, reads and writes."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partners.enums import FieldKind
from partners.models import Contact, CustomField, Partner
from prm.tenancy.scope import in_tenant
from tests.cast import Cast, make_partner


def names(response: Any) -> list[str]:
    return [row["name"] for row in response.json()["results"]]


def pointers(response: Any) -> list[str]:
    assert response.status_code == 400, response.content
    return [error["pointer"] for error in response.json()["errors"]]


class TestReading:
    @pytest.mark.parametrize(
        ("who", "sees"),
        [
            ("alice", ["Polaris", "Vega", "Orion"]),
            ("bob", ["Polaris", "Vega"]),
            ("priya", ["Polaris"]),
            ("noor", ["Polaris"]),
            ("charlie", ["Zenith"]),
        ],
    )
    def test_everybody_lists_the_partners_in_reach(self, api: Any, who: str, sees: list[str]) -> None:
        assert names(api(who).get("partners/")) == sees

    def test_search_and_filters_narrow_the_list(self, api: Any, cast: Cast) -> None:
        with in_tenant(cast.acme.pk):
            make_partner("Lyra", city="Bonn", tier="Gold")
            make_partner("Lynx", city="Bonn", tier="Silver")
        assert names(api("alice").get("partners/", q="bonn")) == ["Lyra", "Lynx"]
        assert names(api("alice").get("partners/", q="bonn", tier="Gold")) == ["Lyra"]
        assert names(api("alice").get("partners/", q="AC-VEG")) == ["Vega"]

    def test_pages_follow_a_cursor(self, api: Any) -> None:
        first = api("alice").get("partners/", page_size=2)
        assert names(first) == ["Polaris", "Vega"]
        assert names(api("alice").http.get(first.json()["next"])) == ["Orion"]

    def test_a_foreign_partner_answers_exactly_like_one_that_never_was(self, api: Any, cast: Cast) -> None:
        bob = api("bob")
        answers = []
        for partner_id in (cast.orion.pk, cast.zenith.pk, uuid4()):
            for path in ("", "contacts/", "assignments/", "business-mixes/", "history/"):
                response = bob.get(f"partners/{partner_id}/{path}")
                body = response.json()
                body.pop("request_id")
                answers.append((response.status_code, body))
        assert answers[0][0] == 404 and answers == [answers[0]] * 15

    def test_partners_do_not_read_what_the_vendor_thinks_of_them(self, api: Any, cast: Cast) -> None:
        with in_tenant(cast.acme.pk):
            CustomField.objects.create(key="risk", label="Risk", kind=FieldKind.TEXT)
            CustomField.objects.create(key="motto", label="Motto", kind=FieldKind.TEXT, partner_may_edit=True)
            Partner.objects.filter(pk=cast.polaris.pk).update(custom={"risk": "high", "motto": "Up"})
        path = f"partners/{cast.polaris.pk}/"
        ours, theirs = api("bob").get(path).json(), api("priya").get(path).json()
        assert set(ours) - set(theirs) == {"life_stage"}
        assert (ours["custom"], theirs["custom"]) == ({"risk": "high", "motto": "Up"}, {"motto": "Up"})
        assert [field["key"] for field in api("priya").get("partner-fields/").json()["results"]] == ["motto"]
        assert api("priya").get(f"{path}history/").status_code == 403

    @pytest.mark.parametrize("rows", [1, 3])
    def test_a_list_takes_the_same_queries_for_one_row_and_for_three(self, api: Any, cast: Cast, rows: int) -> None:
        with in_tenant(cast.acme.pk):
            for number in range(rows):
                make_partner(f"Row {number}", custom={"seats": "12"})
                Contact.objects.create(partner=cast.vega, name=f"Row {number}")
        alice = api("alice")
        for path, queries in (("partners/?q=Row", 2), (f"partners/{cast.vega.pk}/contacts/", 2)):
            alice.get(path)
            with CaptureQueriesContext(connection) as captured:
                assert len(alice.get(path).json()["results"]) == rows
            own = [query["sql"] for query in captured if 'FROM "partners_' in query["sql"]]
            assert len(own) == queries, own


class TestWriting:
    def test_operations_create_a_partner(self, api: Any) -> None:
        response = api("olga").post("partners/", {"name": "Lyra", "external_id": "AC-9", "annual_revenue": "12.50"})
        assert response.status_code == 201
        shown = response.json()
        assert (shown["name"], shown["life_stage"], shown["annual_revenue"]) == ("Lyra", "recruited", "12.5000")

    @pytest.mark.parametrize("who", ["bob", "mark", "priya", "noor"])
    def test_others_do_not(self, api: Any, who: str) -> None:
        assert api(who).post("partners/", {"name": "Lyra"}).status_code == 403

    @pytest.mark.parametrize(
        ("who", "field"),
        [
            ("bob", "tier"),
            ("bob", "name"),
            ("priya", "life_stage"),
            ("priya", "tier"),
            ("olga", "tenant"),
            ("olga", "tenant_id"),
            ("olga", "parent"),
            ("olga", "id"),
            ("olga", "created_at"),
            ("olga", "nonsense"),
        ],
    )
    def test_a_field_that_is_not_the_callers_to_write_is_refused(
        self, api: Any, cast: Cast, who: str, field: str
    ) -> None:
        response = api(who).patch(f"partners/{cast.polaris.pk}/", {field: "x", "city": "Bonn"})
        assert pointers(response) == [f"#/{field}"]
        assert api("alice").get(f"partners/{cast.polaris.pk}/").json()["city"] == ""

    def test_a_champion_writes_the_own_profile(self, api: Any, cast: Cast) -> None:
        assert api("priya").patch(f"partners/{cast.polaris.pk}/", {"city": "Bonn"}).json()["city"] == "Bonn"
        assert api("noor").patch(f"partners/{cast.polaris.pk}/", {"city": "Ulm"}).status_code == 403

    def test_wrong_values_are_pointed_at(self, api: Any, cast: Cast) -> None:
        with in_tenant(cast.acme.pk):
            CustomField.objects.create(key="seats", label="Seats", kind=FieldKind.NUMBER)
        path = f"partners/{cast.polaris.pk}/"
        assert pointers(api("olga").patch(path, {"employees": -1, "website": "x"})) == ["#/website", "#/employees"]
        assert pointers(api("olga").patch(path, {"custom": {"seats": "many"}})) == ["#/custom/seats"]
        assert pointers(api("olga").patch(path, {"external_id": "AC-VEGA"})) == ["#"]

    def test_a_foreign_parent_is_not_found(self, api: Any, cast: Cast) -> None:
        olga, path = api("olga"), f"partners/{cast.vega.pk}/parent/"
        for parent in (cast.zenith.pk, uuid4()):
            assert olga.send("PUT", path, {"parent": parent}).status_code == 404
        assert olga.send("PUT", path, {"parent": cast.polaris.pk}).json()["parent"] == str(cast.polaris.pk)
        assert pointers(olga.send("PUT", f"partners/{cast.polaris.pk}/parent/", {"parent": cast.vega.pk})) == [
            "#/parent"
        ]
        assert olga.delete(path).json()["parent"] is None
        assert api("bob").send("PUT", path, {"parent": cast.polaris.pk}).status_code == 403

    def test_a_contact_lives_through_its_routes(self, api: Any, cast: Cast) -> None:
        bob, path = api("bob"), f"partners/{cast.polaris.pk}/contacts/"
        ann = bob.post(path, {"name": "Ann", "email": "ann@example.com"}).json()
        assert bob.patch(f"{path}{ann['id']}/", {"job_title": "Buyer"}).json()["job_title"] == "Buyer"
        assert bob.delete(f"{path}{ann['id']}/").status_code == 204
        assert bob.get(f"{path}{ann['id']}/").status_code == 404
        assert bob.post(f"{path}{ann['id']}/restoration/").json()["job_title"] == "Buyer"
        assert bob.post(f"{path}{ann['id']}/restoration/").status_code == 409
        told = [event["name"] for event in bob.get(f"partners/{cast.polaris.pk}/history/").json()["results"]]
        assert told == [f"partners.contact.{verb}" for verb in ("added", "updated", "removed", "restored")]

    def test_a_contact_of_another_partner_is_not_found_under_this_one(self, api: Any, cast: Cast) -> None:
        with in_tenant(cast.acme.pk):
            ann = Contact.objects.create(partner=cast.vega, name="Ann")
        bob = api("bob")
        assert bob.delete(f"partners/{cast.polaris.pk}/contacts/{ann.pk}/").status_code == 404
        assert bob.delete(f"partners/{cast.vega.pk}/contacts/{ann.pk}/").status_code == 204

    def test_assignments_are_made_and_ended(self, api: Any, cast: Cast) -> None:
        olga, path = api("olga"), f"partners/{cast.polaris.pk}/assignments/"
        made = olga.post(path, {"cam": cast.dana.pk, "start_date": "2026-06-15"}).json()
        assert (made["cam_name"], made["role"], made["end_date"]) == ("Dana", "primary", None)
        rows = olga.get(path).json()["results"]
        assert [(row["cam_name"], row["end_date"]) for row in rows] == [("Bob", "2026-06-14"), ("Dana", None)]
        ended = olga.patch(f"{path}{made['id']}/", {"end_date": "2026-12-31"})
        assert ended.json()["end_date"] == "2026-12-31"
        assert pointers(olga.patch(f"{path}{made['id']}/", {"end_date": "2026-01-01"})) == ["#/end_date"]
        assert olga.post(path, {"cam": cast.gita.pk, "start_date": "2027-01-01"}).status_code == 404
        assert api("bob").post(path, {"cam": cast.bob.pk, "start_date": "2027-01-01"}).status_code == 403

    def test_the_mix_is_answered_by_either_side(self, api: Any, cast: Cast) -> None:
        path = f"partners/{cast.polaris.pk}/business-mixes/"
        body = {"product_percent": 30, "professional_percent": 20, "managed_percent": 50}
        answer = api("priya").post(path, {**body, "answered_date": "2026-06-15"})
        assert (answer.status_code, answer.json()["model"]) == (201, "msp")
        wrong = api("bob").post(path, {**body, "managed_percent": 90, "answered_date": "2026-06-15"})
        assert wrong.status_code == 409
        assert api("noor").post(path, {**body, "answered_date": "2026-06-15"}).status_code == 403

    def test_own_fields_are_defined_changed_and_removed(self, api: Any) -> None:
        olga = api("olga")
        made = olga.post("partner-fields/", {"label": "Main colour", "kind": "choice", "choices": ["Red", "Blue"]})
        assert (made.status_code, made.json()["key"]) == (201, "main_colour")
        path = f"partner-fields/{made.json()['id']}/"
        assert olga.patch(path, {"label": "Colour"}).json()["choices"] == ["Red", "Blue"]
        assert pointers(olga.patch(path, {"kind": "text"})) == ["#/kind"]
        assert api("bob").delete(path).status_code == 403
        assert olga.delete(path).status_code == 204


def test_a_contacts_last_day_is_put_and_taken_back(api: Any, cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        ada = Contact.objects.create(partner=cast.polaris, name="Ada")
    path = f"partners/{cast.polaris.pk}/contacts/{ada.pk}/departure/"
    assert api("priya").send("PUT", path, {"left_date": "2026-05-31"}).json()["left_date"] == "2026-05-31"
    assert api("priya").delete(path).json()["left_date"] is None
    assert api("priya").delete(path).status_code == 409
    assert api("noor").send("PUT", path, {"left_date": "2026-05-31"}).status_code == 403
