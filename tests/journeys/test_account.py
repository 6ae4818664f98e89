"""Signing in and the pages of one's own account."""

import pytest
from allauth.account.models import EmailAddress

from tests.cast import PASSWORD, Cast
from tests.journeys.conftest import Visit

STRANGERS = ["/accounts/login/", "/accounts/password/reset/"]
OWN = ["/accounts/email/", "/accounts/password/change/", "/accounts/2fa/", "/accounts/sessions/"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", STRANGERS)
def test_pages_before_sign_in_satisfy_axe(cast: Cast, visit: Visit, path: str, scheme: str) -> None:
    visitor = visit(width=390, scheme=scheme)
    visitor.open(path)
    assert visitor.axe() == []
    assert visitor.overflow() == 0


def test_a_person_signs_in_with_e_mail_and_password(cast: Cast, visit: Visit) -> None:
    EmailAddress.objects.create(user=cast.bob.user, email="bob@example.com", verified=True, primary=True)
    page = visit().open("/accounts/login/")
    page.get_by_label("Email").fill("bob@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/t/acme/**")


def test_a_wrong_password_is_said_once_and_focused(cast: Cast, visit: Visit) -> None:
    visitor = visit()
    page = visitor.open("/accounts/login/")
    page.get_by_label("Email").fill("bob@example.com")
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("alert").filter(has_text="Please correct this").wait_for()
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    assert visitor.axe() == []


@pytest.mark.parametrize("path", OWN)
def test_pages_of_the_own_account_satisfy_axe(cast: Cast, visit: Visit, path: str) -> None:
    visitor = visit(cast.bob, width=390)
    page = visitor.open(path)
    if "reauthenticate" in page.url:
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Confirm").click()
        page.wait_for_url(f"**{path}")
    assert visitor.axe() == []
    assert visitor.overflow() == 0


def test_a_passkey_signs_in_under_the_strict_policy(cast: Cast, visit: Visit) -> None:
    visitor = visit(cast.bob)
    devtools = visitor.context.new_cdp_session(visitor.page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    options |= {"hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page = visitor.open("/accounts/2fa/webauthn/add/")
    if "reauthenticate" in page.url:
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Name").fill("Work laptop")
    page.get_by_role("button", name="Add").click()
    page.wait_for_url("**/accounts/2fa/**")
    assert visitor.complaints == []
