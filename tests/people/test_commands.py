"""The operator's two commands."""

from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from prm.people.models import Membership, User
from prm.people.queries import bearer_of, memberships_of
from prm.tenancy.models import Tenant
from prm.tenancy.scope import in_tenant
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def run(command: str, /, *arguments: str, **options: object) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out, **options)
    return out.getvalue()


def test_create_tenant_makes_the_tenant_and_its_chief() -> None:
    run("create_tenant", "nova", name="Nova Ltd", currency="eur", fiscal_year_start=7, admin="Eve@Example.com")
    tenant = Tenant.objects.get(slug="nova")
    assert (tenant.name, tenant.currency, tenant.fiscal_year_start_month) == ("Nova Ltd", "EUR", 7)
    with in_tenant(tenant.pk):
        assert [(each.role, each.email) for each in Membership.objects.all()] == [("chief", "eve@example.com")]


def test_the_printed_link_lets_the_chief_choose_a_password_and_enter() -> None:
    out = run("create_tenant", "nova", admin="eve@example.com")
    link = out.split("password here: ")[1].strip()
    assert link in mail.outbox[0].body
    client = Client()
    page = client.get(link.removeprefix("http://127.0.0.1:8000"), follow=True)
    form = page.redirect_chain[-1][0]
    client.post(form, {"password1": "violet harbour 77", "password2": "violet harbour 77"})
    assert client.login(email="eve@example.com", password="violet harbour 77")


def test_create_tenant_gives_an_account_that_exists_a_second_membership(cast: Cast) -> None:
    assert "has an account" in run("create_tenant", "nova", admin="alice@example.com")
    assert cast.alice.user is not None
    assert [each.tenant.slug for each in memberships_of(cast.alice.user)] == ["acme", "nova"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"slug": "acme"}, "--slug: Tenant with this Slug already exists."),
        ({"slug": "not a slug"}, "--slug: Enter a valid"),
        ({"currency": "EURO"}, "--currency: "),
        ({"fiscal_year_start": 13}, "--fiscal-year-start: "),
        ({"admin": "nobody"}, "--admin: Enter a valid email address."),
    ],
)
def test_create_tenant_says_what_is_wrong_and_makes_nothing(cast: Cast, options: dict[str, object], says: str) -> None:
    accounts = User.objects.count()
    given: dict[str, object] = {"slug": "nova", "admin": "eve@example.com"} | options
    with pytest.raises(CommandError, match=says):
        run("create_tenant", str(given.pop("slug")), **given)
    assert User.objects.count() == accounts and not Tenant.objects.filter(slug="nova").exists()


def test_create_token_prints_a_token_that_opens_its_tenant_only(cast: Cast) -> None:
    token = run("create_token", "bob@example.com", tenant="acme").strip()
    found = bearer_of(f"Bearer {token}", slug="acme")
    assert found == cast.bob and found.user == cast.bob.user
    assert bearer_of(f"Bearer {token}", slug="globex") is None
    assert bearer_of(f"Bearer {token}x", slug="acme") is None


@pytest.mark.parametrize(
    ("email", "tenant", "says"),
    [
        ("nobody@example.com", "acme", "Nobody has an account"),
        ("bob@example.com", "globex", "is not a member of globex, but of acme"),
    ],
)
def test_create_token_says_who_is_not_a_member(cast: Cast, email: str, tenant: str, says: str) -> None:
    with pytest.raises(CommandError, match=says):
        run("create_token", email, tenant=tenant)
