"""Signing in: limits, the second factor, passkeys, sessions."""

import time

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client

from prm.people.models import User
from tests.cast import PASSWORD, Cast

LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def verified(cast: Cast) -> None:
    from allauth.account.models import EmailAddress

    for user in User.objects.all():
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


def sign_in(client: Client, password: str = PASSWORD, email: str = "bob@example.com") -> str:
    """Where the sign-in form leads, or its text when it stays."""
    answer = client.post(LOGIN, {"login": email, "password": password})
    return answer.headers.get("Location") or answer.text


def confirm(client: Client) -> None:
    """Say the password again, as changing anything about the sign-in asks."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def code_now(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def test_the_right_password_leads_on() -> None:
    assert sign_in(Client()) == "/"


def test_a_wrong_password_and_an_unknown_address_answer_alike() -> None:
    wrong, unknown = sign_in(Client(), "not this one"), sign_in(Client(), email="nobody@example.com")
    words = "The email address and/or password you specified are not correct."
    assert words in wrong and words in unknown


def test_guessing_is_stopped_for_that_address_even_with_the_right_password() -> None:
    client = Client()
    for _ in range(6):
        sign_in(client, "not this one")
    assert "Too many failed login attempts" in sign_in(client)


def test_nobody_signs_up_on_their_own() -> None:
    client = Client()
    client.post("/accounts/signup/", {"email": "eve@example.com", "password1": PASSWORD, "password2": PASSWORD})
    assert not User.objects.filter(email="eve@example.com").exists()


def test_with_a_second_factor_the_password_alone_opens_nothing(cast: Cast) -> None:
    assert cast.bob.user is not None
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    TOTP.activate(cast.bob.user, secret)
    client = Client()
    assert sign_in(client) == "/accounts/2fa/authenticate/"
    assert client.get("/t/acme/tokens/").headers["Location"].startswith(LOGIN)
    wrong = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert wrong.status_code == 200
    client.post("/accounts/2fa/authenticate/", {"code": code_now(secret)})
    assert client.get("/t/acme/tokens/").status_code == 200


def test_a_second_factor_is_set_up_from_the_page(cast: Cast) -> None:
    client = Client()
    sign_in(client)
    assert "/reauthenticate/" in client.get("/accounts/2fa/totp/activate/").headers["Location"]
    confirm(client)
    page = client.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    client.post("/accounts/2fa/totp/activate/", {"code": code_now(secret)})
    assert cast.bob.user is not None
    assert get_adapter().is_mfa_enabled(cast.bob.user, [Authenticator.Type.TOTP])


def test_passkeys_can_be_added_and_used_to_sign_in() -> None:
    client = Client()
    challenge = client.get("/accounts/2fa/webauthn/login/", headers={"X-Requested-With": "XMLHttpRequest"})
    assert "challenge" in challenge.text
    sign_in(client)
    confirm(client)
    assert client.get("/accounts/2fa/webauthn/add/").status_code == 200


def test_one_sees_where_one_is_signed_in_and_ends_it() -> None:
    here, elsewhere = Client(headers={"User-Agent": "Here"}), Client(headers={"User-Agent": "Elsewhere"})
    sign_in(elsewhere)
    elsewhere.get("/t/acme/tokens/")
    sign_in(here)
    assert here.get("/accounts/sessions/").context["session_count"] == 2
    here.post("/accounts/sessions/")
    assert elsewhere.get("/t/acme/tokens/").headers["Location"].startswith(LOGIN)


def test_no_page_of_sign_in_allows_scripts_of_others() -> None:
    policy = Client().get(LOGIN).headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy and "object-src 'none'" in policy
