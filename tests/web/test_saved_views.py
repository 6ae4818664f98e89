"""Each member keeps views of their own."""

import pytest
from django.db import transaction

from prm.tenancy.scope import tenant_scope
from prm.web.models import SavedView
from prm.web.saved_views import ViewNotSaved, save_view
from tests.cast import NOW, Cast


def test_a_view_is_kept_without_its_page_number_and_replaced_by_name(cast: Cast) -> None:
    with tenant_scope(cast.bob.scope()), transaction.atomic():
        save_view(by=cast.bob, table="partners", name=" My  gold ", query="tier=Gold&page=3", at=NOW)
        save_view(by=cast.bob, table="partners", name="My gold", query="tier=Silver", at=NOW)
        assert list(SavedView.objects.values_list("name", "query")) == [("My gold", "tier=Silver")]


@pytest.mark.parametrize(("name", "query"), [("", "q=a"), (" \x00 ", "q=a"), ("Long", "q=" + "a" * 1000)])
def test_a_view_without_name_or_too_long_is_refused_in_words(cast: Cast, name: str, query: str) -> None:
    with tenant_scope(cast.bob.scope()), transaction.atomic(), pytest.raises(ViewNotSaved, match=r"\.$"):
        save_view(by=cast.bob, table="partners", name=name, query=query, at=NOW)


def test_nobody_sees_the_views_of_another_member_not_even_staff(cast: Cast) -> None:
    with tenant_scope(cast.bob.scope()), transaction.atomic():
        save_view(by=cast.bob, table="partners", name="Mine", query="", at=NOW)
    for other in (cast.alice, cast.dana, cast.priya):
        with tenant_scope(other.scope()), transaction.atomic():
            assert list(SavedView.objects.all()) == []


def test_a_view_is_kept_and_removed_by_its_forms(cast: Cast) -> None:
    client = cast.client(cast.bob)
    form = {"table": "partners", "name": "Gold", "query": "tier=Gold", "path": "/t/acme/partners/"}
    assert client.post("/t/acme/views/", form).headers["Location"] == "/t/acme/partners/?tier=Gold"
    with tenant_scope(cast.bob.scope()), transaction.atomic():
        view = SavedView.objects.get()
    assert cast.client(cast.alice).post(f"/t/acme/views/{view.pk}/removal/").status_code == 404
    removal = client.post(f"/t/acme/views/{view.pk}/removal/", {"path": "/t/acme/partners/"})
    assert removal.headers["Location"] == "/t/acme/partners/"
    with tenant_scope(cast.bob.scope()), transaction.atomic():
        assert not SavedView.objects.exists()


@pytest.mark.parametrize("path", ["https://evil.example/", "//evil.example/t/acme/", "/t/globex/partners/", ""])
def test_the_way_back_never_leaves_the_tenant(cast: Cast, path: str) -> None:
    form = {"table": "partners", "name": "Gold", "query": "", "path": path}
    assert cast.client(cast.bob).post("/t/acme/views/", form).headers["Location"] == "/t/acme/"
