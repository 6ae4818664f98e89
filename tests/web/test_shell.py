"""What the frame offers to whom."""

import pytest
from django.test import Client, RequestFactory

from prm.people.permissions import Permission, Role
from prm.tenancy.scope import in_tenant
from prm.web import navigation
from prm.web.navigation import NavItem
from tests.cast import Cast, make_member


def test_a_stranger_is_asked_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/").headers["Location"] == "/accounts/login/?next=/"


def test_a_person_of_one_tenant_goes_straight_there(cast: Cast) -> None:
    assert cast.client(cast.bob).get("/").headers["Location"] == "/t/acme/"


def test_a_person_of_two_tenants_chooses(cast: Cast) -> None:
    with in_tenant(cast.globex.pk):
        make_member("alice", Role.OPERATIONS)
    page = cast.client(cast.alice).get("/").content.decode()
    assert [name in page for name in ("Acme", "Channel chief", "Globex", "Channel operations")] == [True] * 4


def test_an_entry_is_for_those_with_any_of_its_permissions(cast: Cast) -> None:
    item = NavItem("People", "users", "web:palette", frozenset({Permission.PEOPLE_VIEW, Permission.ROLLUP_VIEW}))
    assert [item.is_for(each) for each in (cast.alice, cast.bob, cast.priya)] == [True, True, False]


def test_the_first_home_that_fits_a_role_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_homes", [])
    navigation.register_home(lambda role: True, "web:palette", order=90)
    navigation.register_home(lambda role: role is Role.CAM, "web:home", order=10)
    assert [navigation.home_url_name(role) for role in (Role.CAM, Role.CHIEF)] == ["web:home", "web:palette"]


def test_the_palette_finds_only_what_the_member_may_reach(cast: Cast) -> None:
    fragment = {"HX-Request": "true"}
    bobs = cast.client(cast.bob).get("/t/acme/find/?q=ori", headers=fragment).content.decode()
    alices = cast.client(cast.alice).get("/t/acme/find/?q=ori", headers=fragment).content.decode()
    assert ("Orion" in bobs, "Orion" in alices) == (False, True)


def test_the_palette_takes_any_query(cast: Cast) -> None:
    for query in ("%00", "%25", "'", "x" * 5000, "%F0%9F%98%80"):
        assert cast.client(cast.bob).get(f"/t/acme/find/?q={query}").status_code == 200


@pytest.mark.parametrize("path", ["/t/globex/", "/t/nowhere/", "/t/acme/nothing-here/", "/nothing-here/"])
def test_what_is_foreign_looks_like_what_is_missing(cast: Cast, path: str) -> None:
    answer = cast.client(cast.bob).get(path)
    number = answer.headers["X-Request-Id"]
    page = answer.content.decode().replace(number, "")
    assert (answer.status_code, page) == (404, _missing(cast))


def _missing(cast: Cast) -> str:
    answer = cast.client(cast.bob).get("/never/was/")
    return answer.content.decode().replace(answer.headers["X-Request-Id"], "")


def test_an_error_page_names_the_request_and_leads_back(cast: Cast) -> None:
    answer = cast.client(cast.bob).get("/t/nowhere/")
    page = answer.content.decode()
    assert answer.headers["X-Request-Id"] in page and 'href="/"' in page


def test_a_failure_of_ours_has_a_page_without_the_database(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError("on purpose")

    monkeypatch.setattr(navigation, "palette_sources", fail)
    client = cast.client(cast.bob)
    client.raise_request_exception = False
    answer = client.get("/t/acme/find/")
    assert (answer.status_code, "on purpose" in answer.content.decode()) == (500, False)
    assert answer.headers["X-Request-Id"] in answer.content.decode()


def test_a_form_without_its_secret_is_refused_in_words(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.bob.user)  # type: ignore[arg-type]
    answer = client.post("/theme/", {"theme": "dark"})
    assert (answer.status_code, "reload the page" in answer.content.decode()) == (403, True)


@pytest.mark.parametrize(("next_url", "goes_to"), [("/t/acme/find/", "/t/acme/find/"), ("https://evil.example", "/")])
def test_the_theme_is_remembered_and_the_way_back_stays_here(
    client: Client, db: None, next_url: str, goes_to: str
) -> None:
    answer = client.post("/theme/", {"theme": "dark", "next": next_url})
    assert (answer.headers["Location"], answer.cookies["theme"].value) == (goes_to, "dark")
    assert b'data-theme="dark"' in client.get("/accounts/login/").content


def test_every_page_has_the_strict_policy(client: Client, db: None) -> None:
    policy = client.get("/gallery/").headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy and "unsafe" not in policy


def test_a_fragment_does_not_carry_the_frame(cast: Cast) -> None:
    page = cast.client(cast.bob).get("/t/acme/find/", headers={"HX-Request": "true"}).content
    assert b"<html" not in page


def test_the_request_of_a_fragment_is_told_from_a_page(rf: RequestFactory) -> None:
    from prm.web.htmx import is_fragment

    asked = [{}, {"HX-Request": "true"}, {"HX-Request": "true", "HX-Request-Type": "full"}]
    assert [is_fragment(rf.get("/", headers=headers)) for headers in asked] == [False, True, False]
