"""The pages and the API of QBRs: who sees what, and how progress is told."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from prm.documents.enums import BuildStatus
from prm.tenancy.scope import in_tenant, tenant_scope
from qbr.models import Qbr
from qbr.operations.request_qbr import request_qbr
from tests.cast import NOW, Cast
from tests.qbr.conftest import AS_OF

HTMX = {"HX-Request": "true"}


@pytest.fixture
def asked(cast: Cast) -> Qbr:
    """A review of Polaris that waits for a worker."""
    with tenant_scope(cast.bob.scope()), transaction.atomic():
        return request_qbr(partner=cast.polaris, as_of=AS_OF, by=cast.bob, at=NOW)


@pytest.fixture
def ready(cast: Cast, asked: Qbr, run_builds: Callable[[], None]) -> Qbr:
    """The same, built."""
    run_builds()
    with in_tenant(cast.acme.pk):
        return Qbr.objects.get(pk=asked.pk)


def page(client: Client, name: str, *args: Any, **headers: str) -> Any:
    return client.get(reverse(f"qbr:{name}", args=["acme", *args]), headers=headers)


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_the_button_starts_a_build_and_leads_to_its_progress(cast: Cast) -> None:
    bob = cast.client(cast.bob)
    button = reverse("qbr:qbr-request", args=["acme", cast.polaris.pk])
    assert button in text(bob.get(reverse("scorecards:partner-scorecard", args=["acme", cast.polaris.pk])))
    response = bob.post(button)
    with in_tenant(cast.acme.pk):
        review = Qbr.objects.get()
    assert response.url == reverse("qbr:qbr-detail", args=["acme", review.pk])  # type: ignore[attr-defined]
    assert "Waiting for a worker" in text(bob.get(response.url))  # type: ignore[attr-defined]


def test_a_double_click_builds_once(cast: Cast) -> None:
    bob = cast.client(cast.bob)
    button = reverse("qbr:qbr-request", args=["acme", cast.polaris.pk])
    assert bob.post(button).url == bob.post(button).url  # type: ignore[attr-defined]


def test_progress_is_asked_for_until_it_is_finished(cast: Cast, asked: Qbr, run_builds: Callable[[], None]) -> None:
    bob = cast.client(cast.bob)
    waiting = text(page(bob, "qbr-progress", asked.pk, **HTMX))
    assert 'hx-trigger="load delay:1s"' in waiting and "<progress" in waiting and "<html" not in waiting
    run_builds()
    done = text(page(bob, "qbr-progress", asked.pk, **HTMX))
    assert "hx-trigger" not in done and "PowerPoint" in done


def test_without_javascript_progress_leads_back_to_the_page(cast: Cast, asked: Qbr) -> None:
    response = page(cast.client(cast.bob), "qbr-progress", asked.pk)
    assert response.url == reverse("qbr:qbr-detail", args=["acme", asked.pk])
    assert "Refresh" in text(page(cast.client(cast.bob), "qbr-detail", asked.pk))


def test_the_page_of_a_ready_review_shows_its_figures_and_files(cast: Cast, ready: Qbr) -> None:
    shown = text(page(cast.client(cast.bob), "qbr-detail", ready.pk))
    for file_id in (ready.pdf_id, ready.deck_id):
        address = reverse("documents:file", args=["acme", file_id])
        assert address in shown
        assert cast.client(cast.bob).get(address).status_code == 200
    assert "Performance to plan" in shown and "Q2 FY26" in shown and "Not in this review yet" in shown


def test_a_failed_review_says_why_and_can_be_built_again(cast: Cast, asked: Qbr) -> None:
    with in_tenant(cast.acme.pk):
        Qbr.objects.update(status=BuildStatus.FAILED, failure="It took too long.")
    bob = cast.client(cast.bob)
    assert "It took too long." in text(page(bob, "qbr-detail", asked.pk))
    response = bob.post(reverse("qbr:qbr-retry", args=["acme", asked.pk]))
    assert "version 2" in text(bob.get(response.url))  # type: ignore[attr-defined]


def test_a_day_in_the_future_comes_back_as_a_form_error(cast: Cast) -> None:
    response = cast.client(cast.bob).post(
        reverse("qbr:qbr-request", args=["acme", cast.polaris.pk]), {"as_of": "2999-01-01"}
    )
    assert response.status_code == 422 and "not in the future" in text(response)


def test_a_review_is_seen_by_those_who_reach_its_partner(cast: Cast, ready: Qbr) -> None:
    addresses = [
        reverse("qbr:qbr-detail", args=["acme", ready.pk]),
        reverse("qbr:qbr-list", args=["acme", cast.polaris.pk]),
        *(reverse("documents:file", args=["acme", file_id]) for file_id in (ready.pdf_id, ready.deck_id)),
    ]
    answers = {}
    for who in ("alice", "mark", "bob", "priya", "noor", "dana", "omar"):
        client = cast.client(getattr(cast, who))
        answers[who] = {client.get(address).status_code for address in addresses}
    assert {who for who, statuses in answers.items() if statuses == {200}} == {"alice", "mark", "bob", "priya", "noor"}
    assert answers["dana"] == answers["omar"] == {404}


def test_a_stranger_from_another_tenant_finds_nothing(cast: Cast, ready: Qbr) -> None:
    charlie = cast.client(cast.charlie)
    for slug in ("acme", "globex"):
        address = reverse("qbr:qbr-detail", args=[slug, ready.pk])
        assert charlie.get(address).status_code == 404
        assert charlie.get(reverse("documents:file", args=[slug, ready.pdf_id])).status_code == 404


def test_only_those_who_may_build_can_press_the_button(cast: Cast, asked: Qbr) -> None:
    for member in (cast.mark, cast.priya, cast.noor):
        client = cast.client(member)
        assert client.post(reverse("qbr:qbr-request", args=["acme", cast.polaris.pk])).status_code == 404
        assert client.post(reverse("qbr:qbr-retry", args=["acme", asked.pk])).status_code == 404
        assert "Build QBR" not in text(page(client, "qbr-list", cast.polaris.pk))


def test_partners_see_a_review_when_it_is_ready_and_not_before(cast: Cast, asked: Qbr) -> None:
    priya = cast.client(cast.priya)
    assert page(priya, "qbr-detail", asked.pk).status_code == 404
    assert "Q2 FY26" not in text(page(priya, "qbr-list", cast.polaris.pk))


def test_the_index_lists_the_newest_review_of_each_partner_in_reach(cast: Cast, ready: Qbr) -> None:
    with tenant_scope(cast.alice.scope()), transaction.atomic():
        request_qbr(partner=cast.polaris, as_of=AS_OF, by=cast.alice, at=NOW)
        request_qbr(partner=cast.orion, as_of=AS_OF, by=cast.alice, at=NOW)
    assert text(page(cast.client(cast.alice), "qbr-index")).count("/t/acme/qbrs/") >= 2
    assert "Orion" not in text(page(cast.client(cast.bob), "qbr-index"))
    assert str(ready.pk) in text(page(cast.client(cast.priya), "qbr-index"))


class TestApi:
    def test_a_review_is_asked_for_read_and_fetched(self, api: Any, cast: Cast, run_builds: Callable[[], None]) -> None:
        bob = api("bob")
        asked = bob.post("qbrs/", {"partner": str(cast.polaris.pk), "as_of": "2026-05-31"})
        assert (asked.status_code, asked.json()["status"], asked.json()["pdf"]) == (202, "queued", None)
        run_builds()
        read = bob.get(f"qbrs/{asked.json()['id']}/").json()
        assert (read["status"], read["progress"], read["quarter"]) == ("ready", 100, "Q2 FY26")
        pdf, deck = bob.http.get(read["pdf"]), bob.http.get(read["deck"])
        assert b"".join(pdf.streaming_content).startswith(b"%PDF-")
        assert b"".join(deck.streaming_content).startswith(b"PK")
        figures = bob.get(f"qbrs/{read['id']}/figures/").json()
        assert figures["performance"]["year"]["actual"] == "79000.617000"

    def test_the_list_narrows_to_a_partner_in_reach(self, api: Any, cast: Cast, ready: Qbr) -> None:
        listed = api("bob").get("qbrs/", partner=str(cast.polaris.pk)).json()["results"]
        assert [each["id"] for each in listed] == [str(ready.pk)]
        assert api("bob").get("qbrs/", partner=str(cast.orion.pk)).status_code == 404
        assert api("dana").get("qbrs/").json()["results"] == []

    def test_a_day_in_the_future_points_at_its_field(self, api: Any, cast: Cast) -> None:
        answer = api("bob").post("qbrs/", {"partner": str(cast.polaris.pk), "as_of": "2999-01-01"})
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "#/as_of")

    def test_who_may_not_gets_nothing(self, api: Any, cast: Cast, ready: Qbr) -> None:
        for who in ("dana", "omar", "charlie"):
            for path in ("", "figures/", "pdf/", "deck/"):
                assert api(who).get(f"qbrs/{ready.pk}/{path}").status_code == 404
        assert api("priya").post("qbrs/", {"partner": str(cast.polaris.pk)}).status_code == 403
        assert api("bob").get(f"qbrs/{uuid4()}/").status_code == 404
