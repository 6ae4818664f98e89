"""Who gets in, and that strangers cannot tell a foreign tenant from one that is not there."""

from typing import Any

import pytest
from django.test import Client

from prm.tenancy.scope import in_tenant
from tests.api.conftest import issue
from tests.cast import NOW, Cast

ME = "/api/v1/acme/me/"


def problem(response: Any) -> dict[str, Any]:
    assert response.headers["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    body.pop("request_id")
    return body


def test_a_token_opens_its_own_tenant(api: Any) -> None:
    assert api("bob").get("me/").json()["name"] == "Bob"


@pytest.mark.parametrize("who", ["alice", "bob", "priya", "noor", "mark"])
def test_every_role_may_hold_a_token(api: Any, who: str, cast: Cast) -> None:
    assert api(who).get("me/").json()["role"] == getattr(cast, who).role


def test_a_token_ends_with_its_membership(cast: Cast) -> None:
    token = issue(cast.bob)
    with in_tenant(cast.acme.pk):
        cast.bob.ended_at = NOW
        cast.bob.save()
    assert Client().get(ME, headers={"authorization": f"Bearer {token}"}).status_code == 401


@pytest.mark.parametrize("authorization", ["", "Bearer nonsense", "Basic Ym9iOng=", "Bearer tdm_" + "0" * 32 + "_x"])
def test_wrong_credentials_are_told_how_to_sign_in(cast: Cast, authorization: str) -> None:
    response = Client().get(ME, headers={"authorization": authorization})
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="api"'
    assert problem(response)["title"] == "Unauthorized"


def test_a_foreign_tenant_answers_exactly_like_an_unknown_one(cast: Cast) -> None:
    bearer = {"authorization": f"Bearer {issue(cast.bob)}"}
    by_token = [Client().get(f"/api/v1/{slug}/me/", headers=bearer) for slug in ("globex", "nobody")]
    by_session = [cast.client(cast.bob).get(f"/api/v1/{slug}/me/") for slug in ("globex", "nobody")]
    answers = [(each.status_code, problem(each)) for each in by_token + by_session]
    assert answers == [answers[0]] * 4


def test_a_session_reads_without_a_csrf_token(cast: Cast) -> None:
    assert cast.client(cast.bob).get(ME).json()["name"] == "Bob"


def test_a_session_changes_nothing_without_a_csrf_token(cast: Cast) -> None:
    browser = Client(enforce_csrf_checks=True)
    assert cast.bob.user is not None
    browser.force_login(cast.bob.user)
    response = browser.post(ME, {}, content_type="application/json")
    assert response.status_code == 403
    assert "CSRF" in problem(response)["detail"]
