"""Into a tenant and out of it: who gets in, and what is left when something goes wrong."""

import pytest
from django.test import Client
from django.test.utils import override_settings

from partners.models import Contact
from prm.tenancy.scope import in_tenant
from tests.cast import Cast, make_cast
from tests.isolation.answers import without_ids

refusing = override_settings(ROOT_URLCONF="tests.people.refusing_urls")


def contacts(cast: Cast) -> int:
    found = 0
    for tenant in (cast.acme, cast.globex):
        with in_tenant(tenant.pk):
            found += Contact.objects.count()
    return found


def quiet(cast: Cast, name: str) -> Client:
    client = cast.client(getattr(cast, name))
    client.raise_request_exception = False
    return client


@refusing
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("page", ["into-another-tenant", "without-grant", "to-nothing"])
def test_what_the_database_refuses_is_not_there_and_leaves_nothing(page: str) -> None:
    cast = make_cast()
    query = {"own": str(cast.polaris.pk), "other": str(cast.globex.pk), "partner": str(cast.zenith.pk)}
    answer = quiet(cast, "alice").get(f"/t/acme/{page}/", query)
    unknown = quiet(cast, "alice").get("/t/acme/no-such-page/")
    assert (answer.status_code, contacts(cast)) == (404, 0)
    assert without_ids(answer.text) == without_ids(unknown.text)


@refusing
@pytest.mark.django_db(transaction=True)
def test_a_page_that_breaks_leaves_nothing_half_written() -> None:
    cast = make_cast()
    answer = quiet(cast, "alice").get("/t/acme/broken/", {"own": str(cast.polaris.pk)})
    assert (answer.status_code, contacts(cast)) == (500, 0)


@pytest.mark.django_db
def test_somebody_who_is_not_signed_in_is_sent_to_sign_in_whatever_the_address() -> None:
    for slug in ("acme", "nowhere"):
        answer = Client().get(f"/t/{slug}/people/")
        assert (answer.status_code, answer.headers["Location"]) == (302, f"/accounts/login/?next=/t/{slug}/people/")


def test_pages_of_a_tenant_are_kept_by_no_cache(cast: Cast) -> None:
    answer = cast.client(cast.alice).get("/t/acme/people/")
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_the_tenant_is_taken_from_the_address_only(cast: Cast) -> None:
    client = Client(headers={"X-Tenant": "globex"})
    assert cast.alice.user is not None
    client.force_login(cast.alice.user)
    answer = client.get("/t/acme/people/?tenant=globex")
    assert "Alice" in answer.text and "Charlie" not in answer.text
