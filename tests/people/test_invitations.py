"""From an invitation in a mail to a place in the tenant."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from prm.events.models import Event, OutboxEntry
from prm.people.credentials import invitation_secret
from prm.people.models import Invitation, Membership, User
from prm.people.queries import memberships_of
from prm.people.tasks import mail_invitation
from prm.tenancy.models import Tenant
from prm.tenancy.scope import in_tenant
from tests.cast import Cast
from tests.isolation.answers import without_ids

pytestmark = pytest.mark.django_db
INVITE = "/t/acme/people/invite/"


def invite(cast: Cast, by: Membership, *, email: str, role: str) -> str:
    """The page that answers an invitation, as text without the address."""
    page = cast.client(by).post(INVITE, {"display_name": "Eve", "email": email, "role": role}, follow=True)
    return page.text.replace(email, "<address>")


def invitation_for(tenant: Tenant, email: str) -> tuple[Invitation, str]:
    with in_tenant(tenant.pk):
        found = Invitation.objects.filter(membership__email=email, withdrawn_at=None).get()
    return found, f"/invitations/{tenant.slug}/{invitation_secret(found)}/"


def link_for(cast: Cast, email: str = "eve@example.com") -> str:
    invite(cast, cast.alice, email=email, role="cam")
    return invitation_for(cast.acme, email)[1]


def send_mail(cast: Cast) -> None:
    """What the worker does with the waiting entries."""
    for entry in OutboxEntry.objects.filter(task="people.mail_invitation"):
        mail_invitation(event_id=str(entry.event_id), tenant_id=str(entry.for_tenant))


def test_an_invitation_is_mailed_once_with_a_link_that_works(cast: Cast) -> None:
    link = link_for(cast)
    send_mail(cast)
    send_mail(cast)
    assert [(each.to, link in each.body) for each in mail.outbox] == [(["eve@example.com"], True)]
    assert mail.outbox[0].subject == "Alice invites you to Acme on Tandem"


def test_no_mail_leaves_when_the_inviter_has_been_seen_off_meanwhile(cast: Cast) -> None:
    link_for(cast)
    with in_tenant(cast.acme.pk):
        Membership.objects.filter(pk=cast.alice.pk).update(ended_at=timezone.now())
    send_mail(cast)
    assert mail.outbox == []


def test_the_secret_of_the_link_is_not_in_the_database(cast: Cast) -> None:
    link = link_for(cast)
    with in_tenant(cast.acme.pk):
        stored = [str(value) for row in Invitation.objects.values_list() for value in row]
        stored += [str(value) for row in Event.objects.values_list() for value in row]
    assert not [text for text in stored if link.split("/")[3] in text]


def test_a_newcomer_makes_an_account_and_is_in(cast: Cast) -> None:
    client = Client()
    page = client.post(link_for(cast), {"name": "Eve", "password": "violet harbour 77"}, follow=True)
    assert page.redirect_chain[0][0] == "/t/acme/"
    user = User.objects.get(email="eve@example.com")
    assert [(each.tenant.slug, each.role) for each in memberships_of(user)] == [("acme", "cam")]


def test_a_weak_password_makes_no_account(cast: Cast) -> None:
    page = Client().post(link_for(cast), {"name": "Eve", "password": "password"})
    assert page.status_code == 200 and not User.objects.filter(email="eve@example.com").exists()


def test_somebody_with_an_account_signs_in_and_accepts(cast: Cast) -> None:
    link = link_for(cast, "charlie@example.com")
    assert f"/accounts/login/?next={link}" in Client().get(link).text
    cast.client(cast.charlie).post(link)
    assert cast.charlie.user is not None
    assert [each.tenant.slug for each in memberships_of(cast.charlie.user)] == ["acme", "globex"]


def test_a_stranger_cannot_take_over_an_account_by_its_invitation(cast: Cast) -> None:
    link = link_for(cast, "charlie@example.com")
    Client().post(link, {"name": "Mallory", "password": "violet harbour 77"})
    assert cast.charlie.user is not None
    assert [each.tenant.slug for each in memberships_of(cast.charlie.user)] == ["globex"]


def test_a_link_works_once(cast: Cast) -> None:
    link = link_for(cast)
    Client().post(link, {"name": "Eve", "password": "violet harbour 77"})
    assert Client().get(link).status_code == 404


def test_somebody_who_is_in_already_cannot_come_in_twice(cast: Cast) -> None:
    page = cast.client(cast.bob).post(link_for(cast), follow=True)
    assert "already works with Acme" in page.text
    with in_tenant(cast.acme.pk):
        assert Membership.objects.filter(user=cast.bob.user).count() == 1


def test_a_link_ends_after_two_weeks(cast: Cast) -> None:
    link = link_for(cast)
    with in_tenant(cast.acme.pk):
        Invitation.objects.update(created_at=timezone.now() - timedelta(days=15))
        found = Invitation.objects.get()
        assert not found.is_open(at=found.expires_at) and found.is_open(at=found.expires_at - timedelta(seconds=1))
        Invitation.objects.update(expires_at=timezone.now())
    assert Client().get(link).status_code == 404


def test_sending_again_makes_the_first_link_worthless(cast: Cast) -> None:
    first = link_for(cast)
    member = invitation_for(cast.acme, "eve@example.com")[0].membership_id
    cast.client(cast.alice).post(f"/t/acme/people/{member}/invitation/")
    second = invitation_for(cast.acme, "eve@example.com")[1]
    assert (Client().get(first).status_code, Client().get(second).status_code) == (404, 200)


def test_a_withdrawn_link_is_not_there(cast: Cast) -> None:
    link = link_for(cast)
    member = invitation_for(cast.acme, "eve@example.com")[0].membership_id
    cast.client(cast.alice).post(f"/t/acme/people/{member}/invitation/withdrawal/")
    assert Client().get(link).status_code == 404


def test_a_link_of_one_tenant_opens_no_other(cast: Cast) -> None:
    link = link_for(cast)
    assert Client().get(link.replace("/acme/", "/globex/")).status_code == 404
    assert Client().get(link.replace("/acme/", "/nowhere/")).status_code == 404


@pytest.mark.parametrize("email", ["charlie@example.com", "omar@example.com", "dana@example.com"])
def test_a_champion_learns_nothing_about_whom_the_platform_knows(cast: Cast, email: str) -> None:
    """Somebody of another tenant, of a sibling partner, of the vendor's staff: each answers like a new address."""
    unknown = invite(cast, cast.priya, email="eve@example.com", role="member")
    with in_tenant(cast.acme.pk):
        Invitation.objects.all().delete()
        Membership.objects.filter(email="eve@example.com").delete()
    known = invite(cast, cast.priya, email=email, role="member")
    assert without_ids(known) == without_ids(unknown)


def test_an_address_that_is_on_the_list_is_refused_with_words(cast: Cast) -> None:
    assert "Somebody with this e-mail address is already here." in invite(
        cast, cast.alice, email="Bob@example.com", role="cam"
    )


def test_staff_invite_somebody_of_a_partner_from_the_partner(cast: Cast) -> None:
    url = f"/t/acme/partners/{cast.vega.pk}/invite/"
    cast.client(cast.alice).post(url, {"display_name": "Eve", "email": "eve@example.com", "role": "champion"})
    with in_tenant(cast.acme.pk):
        assert Membership.objects.get(email="eve@example.com").partner_id == cast.vega.pk


def test_a_champion_cannot_invite_into_another_partner(cast: Cast) -> None:
    url = f"/t/acme/partners/{cast.vega.pk}/invite/"
    person = {"display_name": "Eve", "email": "eve@example.com", "role": "member"}
    assert cast.client(cast.priya).post(url, person).status_code == 404
    cast.client(cast.priya).post(INVITE, person)
    with in_tenant(cast.acme.pk):
        assert Membership.objects.get(email="eve@example.com").partner_id == cast.polaris.pk


def test_a_partner_of_another_tenant_is_not_there_to_invite_into(cast: Cast) -> None:
    assert cast.client(cast.alice).get(f"/t/acme/partners/{cast.zenith.pk}/invite/").status_code == 404
