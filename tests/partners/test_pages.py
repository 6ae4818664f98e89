"""The partner's pages, once each through the client, as the roles that use them."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from partners.enums import FieldKind
from partners.models import BusinessMix, CamAssignment, Contact, CustomField, Partner
from partners.operations.contacts import add_contact
from prm.tenancy.scope import in_tenant
from tests.cast import NOW, TODAY, Cast

TABS = ("profile", "contacts", "cams", "history")


def url(partner: Partner, path: str = "") -> str:
    return f"/t/acme/partners/{partner.pk}/{path}"


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def post(client: Client, path: str, **data: Any) -> Any:
    return client.post(path, data, follow=True)


def fill(cast: Cast, rows: int) -> None:
    """Give Polaris some of everything."""
    with in_tenant(cast.acme.pk):
        for number in range(rows):
            add_contact(partner=cast.polaris, fields={"name": f"Person {number}"}, by=cast.olga, at=NOW)
            CustomField.objects.create(key=f"k{number}", label=f"Field {number}", kind=FieldKind.TEXT)
            BusinessMix.objects.create(
                partner=cast.polaris,
                answered_date=TODAY.replace(year=2020 + number),
                product_percent=50,
                professional_percent=25,
                managed_percent=25,
            )
            CamAssignment.objects.create(
                partner=cast.polaris,
                membership=cast.dana,
                role="secondary",
                start_date=TODAY.replace(year=2020 + number),
            )


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("rows", [1, 3])
def test_a_tab_takes_the_same_queries_for_one_row_and_for_three(cast: Cast, tab: str, rows: int) -> None:
    fill(cast, rows)
    alice = cast.client(cast.alice)
    alice.get(url(cast.polaris, f"{tab}/"))
    with CaptureQueriesContext(connection) as captured:
        assert alice.get(url(cast.polaris, f"{tab}/")).status_code == 200
    own = [query["sql"] for query in captured if 'FROM "partners_' in query["sql"] or 'FROM "events_' in query["sql"]]
    assert len(own) == {"profile": 5, "contacts": 3, "cams": 3, "history": 4}[tab], own


@pytest.mark.parametrize("tab", TABS)
def test_a_partner_out_of_reach_is_not_there(cast: Cast, tab: str) -> None:
    for who, partner_id in (
        ("bob", cast.orion.pk),
        ("priya", cast.vega.pk),
        ("alice", cast.zenith.pk),
        ("bob", uuid4()),
    ):
        client = cast.client(getattr(cast, who))
        assert client.get(f"/t/acme/partners/{partner_id}/{tab}/").status_code == 404


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("noor", "profile/edit/", 404),
        ("noor", "contacts/new/", 404),
        ("noor", "business-mix/", 404),
        ("priya", "history/", 404),
        ("priya", "cams/new/", 404),
        ("priya", "parent/", 404),
        ("bob", "cams/new/", 404),
        ("bob", "parent/", 404),
        ("mark", "profile/edit/", 404),
        ("priya", "profile/edit/", 200),
        ("bob", "contacts/new/", 200),
        ("olga", "cams/new/", 200),
        ("alice", "parent/", 200),
    ],
)
def test_a_page_of_another_role_is_not_there(cast: Cast, who: str, path: str, status: int) -> None:
    assert cast.client(getattr(cast, who)).get(url(cast.polaris, path)).status_code == status


def test_the_head_says_who_and_how(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        Partner.objects.filter(pk=cast.polaris.pk).update(tier="Gold", region="DACH", life_stage="producing")
    shown = text_of(cast.client(cast.alice).get(url(cast.polaris, "profile/")))
    for word in ("Polaris", "Gold", "Producing", "DACH", "No. AC-POLARIS", "CAM Bob"):
        assert word in shown


def test_partners_see_neither_stage_nor_history_nor_unshared_fields(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        CustomField.objects.create(key="risk", label="Payment risk", kind=FieldKind.TEXT)
        CustomField.objects.create(key="motto", label="Motto", kind=FieldKind.TEXT, partner_may_edit=True)
        custom = {"risk": "dreadful", "motto": "Upward"}
        Partner.objects.filter(pk=cast.polaris.pk).update(life_stage="lapsed", custom=custom)
    for path in ("profile/", "profile/edit/"):
        shown = text_of(cast.client(cast.priya).get(url(cast.polaris, path)))
        assert "Upward" in shown
        for hidden in ("Lapsed", "lapsed", "dreadful", "Payment risk", "/history/"):
            assert hidden not in shown


def test_a_partners_people_begin_at_their_own_company(cast: Cast) -> None:
    for who in ("priya", "noor"):
        chain = cast.client(getattr(cast, who)).get("/t/acme/", follow=True).redirect_chain
        assert chain[-1][0].startswith(url(cast.polaris))
    assert cast.client(cast.bob).get("/t/acme/my-company/").status_code == 404


def test_a_champion_edits_the_profile(cast: Cast) -> None:
    shown = post(
        cast.client(cast.priya), url(cast.polaris, "profile/edit/"), city="Bonn", employees="1200", tier="Gold"
    )
    assert "Bonn" in text_of(shown) and "1,200" in text_of(shown)
    with in_tenant(cast.acme.pk):
        assert Partner.objects.get(pk=cast.polaris.pk).tier == ""


def test_operations_add_a_partner(cast: Cast) -> None:
    olga = cast.client(cast.olga)
    shown = post(olga, "/t/acme/partners/new/", name="Lyra", external_id="AC-9", life_stage="recruited")
    assert "Lyra was added." in text_of(shown)
    taken = post(olga, "/t/acme/partners/new/", name="Lyra", external_id="AC-9", life_stage="recruited")
    assert taken.status_code == 422
    assert "Another partner has this account number." in text_of(taken)


def test_a_removed_contact_comes_back_by_undo(cast: Cast) -> None:
    bob = cast.client(cast.bob)
    post(bob, url(cast.polaris, "contacts/new/"), name="Ann Lee", email="ann@example.com")
    with in_tenant(cast.acme.pk):
        ann = Contact.objects.get()
    removed = text_of(post(bob, url(cast.polaris, f"contacts/{ann.pk}/removal/")))
    assert "Ann Lee was removed." in removed
    undo = url(cast.polaris, f"contacts/{ann.pk}/restoration/")
    assert f'action="{undo}"' in removed
    assert "Ann Lee is back." in text_of(post(bob, undo))
    with in_tenant(cast.acme.pk):
        assert Contact.objects.get() == ann


def test_a_contact_is_edited_and_a_double_address_refused(cast: Cast) -> None:
    bob = cast.client(cast.bob)
    for name in ("Ann", "Ben"):
        post(bob, url(cast.polaris, "contacts/new/"), name=name, email=f"{name}@example.com")
    with in_tenant(cast.acme.pk):
        ben = Contact.objects.get(name="Ben")
    refused = post(bob, url(cast.polaris, f"contacts/{ben.pk}/"), name="Ben", email="ANN@example.com")
    assert refused.status_code == 422 and "already has a contact" in text_of(refused)
    assert "Benno" in text_of(post(bob, url(cast.polaris, f"contacts/{ben.pk}/"), name="Benno"))


def test_a_cam_is_assigned_and_the_one_before_ended(cast: Cast) -> None:
    olga = cast.client(cast.olga)
    shown = post(olga, url(cast.polaris, "cams/new/"), cam=cast.dana.pk, role="primary", start_date="2026-01-01")
    assert "Dana was assigned." in text_of(shown) and "31 Dec 2025" in text_of(shown)
    with in_tenant(cast.acme.pk):
        running = CamAssignment.objects.get(partner=cast.polaris, end_date=None)
    path = url(cast.polaris, f"cams/{running.pk}/end/")
    assert "must not be before" in text_of(post(olga, path, end_date="2025-01-01"))
    assert "30 Jun 2027" in text_of(post(olga, path, end_date="2027-06-30"))


def test_the_parent_is_chosen_by_number_or_name_and_left(cast: Cast) -> None:
    olga = cast.client(cast.olga)
    assert "Vega now belongs to Polaris." in text_of(post(olga, url(cast.vega, "parent/"), parent="polaris"))
    assert "already belongs to this one" in text_of(post(olga, url(cast.polaris, "parent/"), parent="AC-VEGA"))
    assert "There is no partner with this" in text_of(post(olga, url(cast.orion, "parent/"), parent="Zenith"))
    assert "Vega" in text_of(olga.get(url(cast.polaris, "profile/")))
    assert "stands on its own again" in text_of(post(olga, url(cast.vega, "parent/departure/")))


def test_a_parent_out_of_reach_is_not_named(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        Partner.objects.filter(pk=cast.vega.pk).update(parent=cast.orion)
    shown = cast.client(cast.bob).get(url(cast.vega, "profile/"))
    assert shown.status_code == 200 and "Orion" not in text_of(shown)


def test_the_mix_is_asked_and_drawn(cast: Cast) -> None:
    priya, path = cast.client(cast.priya), url(cast.polaris, "business-mix/")
    wrong = post(priya, path, product="50", professional="10", managed="10", answered_date="2026-01-01")
    assert wrong.status_code == 422 and "these make 70 %" in text_of(wrong)
    shown = text_of(post(priya, path, product="30", professional="20", managed="50", answered_date="2026-01-01"))
    assert "Managed service provider" in shown and "70 % of revenue is services." in shown
    assert 'value="30"' in text_of(priya.get(path))


def test_own_fields_are_defined_filled_in_and_removed(cast: Cast) -> None:
    olga = cast.client(cast.olga)
    post(olga, "/t/acme/settings/partner-fields/new/", label="Seats", kind="number")
    choice = {"label": "Colour", "kind": "choice", "choices": "Red\nBlue", "partner_may_edit": "on"}
    post(olga, "/t/acme/settings/partner-fields/new/", **choice)
    wrong = post(olga, url(cast.polaris, "profile/edit/"), name="P", life_stage="recruited", custom_seats="many")
    assert wrong.status_code == 422 and "Enter a number" in text_of(wrong)
    filled = {"name": "P", "life_stage": "recruited", "custom_seats": "12.5", "custom_colour": "Blue"}
    shown = text_of(post(olga, url(cast.polaris, "profile/edit/"), **filled))
    assert "<dt>Seats</dt><dd>12.5</dd>" in shown and "<dt>Colour</dt><dd>Blue</dd>" in shown
    with in_tenant(cast.acme.pk):
        seats = CustomField.objects.get(key="seats")
    path = f"/t/acme/settings/partner-fields/{seats.pk}/"
    assert "Licences" in text_of(post(olga, path, label="Licences"))
    assert "Licences was removed." in text_of(post(olga, f"{path}removal/"))
    assert cast.client(cast.bob).get("/t/acme/settings/partner-fields/").status_code == 404


def test_the_history_tells_who_changed_what(cast: Cast) -> None:
    bob = cast.client(cast.bob)
    post(bob, url(cast.polaris, "profile/edit/"), region="DACH", life_stage="lapsed")
    shown = text_of(bob.get(url(cast.polaris, "history/")))
    assert "Partner updated" in shown and "Region: empty → DACH" in shown and "Bob," in shown


def test_the_palette_finds_own_partners_by_name_and_number(cast: Cast) -> None:
    bob = cast.client(cast.bob)
    assert "Polaris" in text_of(bob.get("/t/acme/find/?q=pola"))
    assert "Vega" in text_of(bob.get("/t/acme/find/?q=ac-veg"))
    for words in ("orion", "zenith"):
        assert "AC-" not in text_of(bob.get(f"/t/acme/find/?q={words}"))


def test_somebody_leaves_and_is_said_to_be_back(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        ada = add_contact(partner=cast.polaris, fields={"name": "Ada"}, by=cast.olga, at=NOW)
    priya, path = cast.client(cast.priya), f"contacts/{ada.pk}/"
    assert priya.post(url(cast.polaris, f"{path}departure/"), {"left_date": "soon"}).status_code == 422
    left = text_of(post(priya, url(cast.polaris, f"{path}departure/"), left_date="2026-05-31"))
    assert "Last day 31 May 2026" in left and url(cast.polaris, f"{path}return/") in left
    assert "has not left" in text_of(priya.get(url(cast.polaris, path)))
    assert "Last day" not in text_of(post(priya, url(cast.polaris, f"{path}return/")))
