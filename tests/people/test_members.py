"""The people pages: who may look after whom, and what happens at once."""

import pytest
from django.db import transaction
from django.test import Client

from prm.events.models import Event
from prm.people.models import Membership
from prm.people.operations.members import MemberOutOfReach, RoleOutOfReach, change_role, invite_person
from prm.people.permissions import Role
from prm.people.rules import looks_after, roles_grantable_by
from prm.people.tokens import issue_token
from prm.tenancy.scope import in_tenant, tenant_scope
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
PEOPLE = "/t/acme/people/"
GRANTABLE = {
    "alice": {"chief", "cam", "marketing", "operations", "champion", "member"},
    "olga": {"cam", "marketing", "operations", "champion", "member"},
    "mark": set(),
    "bob": set(),
    "priya": {"champion", "member"},
    "noor": set(),
}
LOOKED_AFTER = {
    "alice": {"olga", "mark", "bob", "dana", "priya", "noor", "omar"},
    "olga": {"mark", "bob", "dana", "priya", "noor", "omar"},
    "mark": set(),
    "bob": set(),
    "priya": {"noor"},
    "noor": set(),
}
ACME = ("alice", "olga", "mark", "bob", "dana", "priya", "noor", "omar")


@pytest.mark.parametrize("who", GRANTABLE)
def test_nobody_hands_out_a_role_above_their_own(cast: Cast, who: str) -> None:
    assert {role.value for role in roles_grantable_by(getattr(cast, who))} == GRANTABLE[who]


@pytest.mark.parametrize("who", LOOKED_AFTER)
def test_each_role_looks_after_the_people_it_should(cast: Cast, who: str) -> None:
    me = getattr(cast, who)
    assert {name for name in ACME if looks_after(me, getattr(cast, name))} == LOOKED_AFTER[who]


@pytest.mark.parametrize("who", GRANTABLE)
@pytest.mark.parametrize("role", Role)
def test_inviting_obeys_the_same_table(cast: Cast, who: str, role: Role) -> None:
    me = getattr(cast, who)
    partner_id = cast.polaris.pk if role.is_partner else None
    with tenant_scope(me.scope()), transaction.atomic():
        if role.value in GRANTABLE[who]:
            invited = invite_person(
                email="new@example.com", display_name="New", role=role, partner_id=partner_id, by=me, at=NOW
            )
            assert invited.role_enum is role
            return
        with pytest.raises(RoleOutOfReach):
            invite_person(email="new@example.com", display_name="New", role=role, partner_id=partner_id, by=me, at=NOW)


def test_the_list_shows_staff_everybody_and_a_champion_the_own_company(cast: Cast) -> None:
    alice, priya = cast.client(cast.alice).get(PEOPLE), cast.client(cast.priya).get(PEOPLE)
    assert {each.display_name for each, _ in alice.context["rows"]} == {name.capitalize() for name in ACME}
    assert {each.display_name for each, _ in priya.context["rows"]} == {"Priya", "Noor"}
    assert cast.client(cast.noor).get(PEOPLE).status_code == 404


def test_a_cam_sees_who_works_here_without_the_invitations(cast: Cast) -> None:
    client = cast.client(cast.bob)
    assert client.get("/t/acme/people/").status_code == 200
    assert client.get(f"/t/acme/people/{cast.alice.pk}/").status_code == 200


def test_a_partners_people_are_reached_from_the_partner(cast: Cast) -> None:
    page = cast.client(cast.alice).get(f"/t/acme/partners/{cast.polaris.pk}/people/")
    assert {each.display_name for each, _ in page.context["rows"]} == {"Priya", "Noor"}
    assert f"/t/acme/partners/{cast.polaris.pk}/invite/" in page.text


def test_a_member_sees_neither_the_page_of_a_sibling_nor_that_it_exists(cast: Cast) -> None:
    client = cast.client(cast.priya)
    assert client.get(f"{PEOPLE}{cast.omar.pk}/").status_code == 404
    assert client.post(f"{PEOPLE}{cast.bob.pk}/end/").status_code == 404


def test_a_role_is_changed_from_the_page_and_told_in_the_history(cast: Cast) -> None:
    client = cast.client(cast.alice)
    page = client.post(f"{PEOPLE}{cast.bob.pk}/role/", {"role": "marketing"}, follow=True)
    assert "Channel account manager → Channel marketing" in page.text
    with in_tenant(cast.acme.pk):
        assert Membership.objects.get(pk=cast.bob.pk).role == "marketing"


@pytest.mark.parametrize("role", ["chief", "champion", "root", ""])
def test_a_forged_role_changes_nothing(cast: Cast, role: str) -> None:
    cast.client(cast.olga).post(f"{PEOPLE}{cast.bob.pk}/role/", {"role": role})
    with in_tenant(cast.acme.pk):
        assert Membership.objects.get(pk=cast.bob.pk).role == "cam"


def test_nobody_changes_their_own_role(cast: Cast) -> None:
    with in_tenant(cast.acme.pk), pytest.raises(MemberOutOfReach):
        change_role(member=cast.priya, role=Role.MEMBER, by=cast.priya, at=NOW)


def test_ending_a_membership_ends_pages_and_tokens_at_once(cast: Cast) -> None:
    noor = cast.client(cast.noor)
    with tenant_scope(cast.noor.scope()), transaction.atomic():
        token = issue_token(membership=cast.noor, name="Export", at=NOW)
    api = Client(headers={"Authorization": f"Bearer {token}"})
    assert noor.get("/t/acme/tokens/").status_code == 200
    assert api.get("/api/v1/acme/me/").status_code == 200
    cast.client(cast.priya).post(f"{PEOPLE}{cast.noor.pk}/end/")
    assert noor.get("/t/acme/tokens/").status_code == 404
    assert api.get("/api/v1/acme/me/").status_code == 401


def test_an_account_that_the_operator_closed_gets_nowhere(cast: Cast) -> None:
    client = cast.client(cast.bob)
    assert cast.bob.user is not None
    cast.bob.user.is_active = False
    cast.bob.user.save()
    assert client.get("/t/acme/tokens/").status_code == 302


def test_somebody_who_left_may_be_invited_again(cast: Cast) -> None:
    client = cast.client(cast.alice)
    client.post(f"{PEOPLE}{cast.bob.pk}/end/")
    client.post(f"{PEOPLE}invite/", {"display_name": "Bob", "email": "bob@example.com", "role": "cam"})
    with in_tenant(cast.acme.pk):
        current = Membership.objects.filter(email="bob@example.com", ended_at=None)
        assert [each.user_id for each in current] == [None]
        assert Event.objects.filter(name="people.member.left", subject_id=cast.bob.pk).exists()
