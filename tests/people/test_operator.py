"""The admin: the operator's, behind the same sign-in, and without any tenant's data."""

import pytest
from django.contrib.admin import site
from django.test import Client

from prm.people.admin import operator
from prm.people.models import User
from prm.tenancy.models import TenantModel
from tests.cast import Cast

PAGE = "/operator/people/user/"


def signed_in(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def test_the_operator_looks_at_accounts_and_closes_one(cast: Cast) -> None:
    client = signed_in(User.objects.create_superuser("op@example.com", "a long password"))
    assert "bob@example.com" in client.get(PAGE).text
    assert cast.bob.user_id is not None
    client.post(f"{PAGE}{cast.bob.user_id}/change/", {"name": "Bob", "email": "other@example.com"})
    bob = User.objects.get(pk=cast.bob.user_id)
    assert (bob.is_active, bob.email) == (False, "bob@example.com")


def test_the_operator_is_in_no_tenant(cast: Cast) -> None:
    client = signed_in(User.objects.create_superuser("op@example.com", "a long password"))
    assert client.get("/t/acme/people/").status_code == 404


def test_strangers_are_sent_to_the_usual_sign_in(db: None) -> None:
    answer = Client().get(PAGE, follow=True)
    assert answer.redirect_chain[-1][0].startswith("/accounts/login/")


@pytest.mark.parametrize("who", ["alice", "charlie"])
def test_chiefs_are_no_operators(cast: Cast, who: str) -> None:
    answer = signed_in(getattr(cast, who).user).get(PAGE, follow=True)
    assert "bob@example.com" not in answer.text and answer.status_code == 403


def test_no_tenant_model_is_registered() -> None:
    registered = {*operator._registry, *site._registry}
    assert [model for model in registered if issubclass(model, TenantModel)] == []
