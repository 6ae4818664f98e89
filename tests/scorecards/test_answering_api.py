"""Rounds and answers through the API."""

from typing import Any
from uuid import uuid4

import pytest

from prm.people.models import Membership
from prm.tenancy.scope import in_tenant
from scorecards.models import AnswerRevision
from tests.cast import NOW, Cast
from tests.scorecards.asked import Asked, make_set, opened

API = "/api/v1/acme/assessments/"


@pytest.fixture
def asked(cast: Cast) -> Asked:
    with in_tenant(cast.acme.pk):
        return make_set()


def send(cast: Cast, member: Membership, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    return getattr(cast.client(member), method)(f"{API}{path}", body or {}, content_type="application/json")


def start(cast: Cast, asked: Asked) -> str:
    response = send(cast, cast.bob, "post", "", {"partner": str(cast.polaris.pk), "question_set": asked.set.key})
    assert response.status_code == 201, response.content
    return str(response.json()["id"])


def test_a_round_is_opened_answered_and_closed(cast: Cast, asked: Asked) -> None:
    pk = start(cast, asked)
    option = str(asked.options["fit-1"][3].pk)
    url = f"{pk}/answers/{asked.id('fit-1')}/"
    given = send(cast, cast.bob, "put", url, {"choices": [option], "revision": 0, "confidence": "high"})
    assert (given.status_code, given.json()["score"], given.json()["revision"]) == (200, "75.0000", 1)
    assert send(cast, cast.bob, "get", url).json() == given.json()
    assert send(cast, cast.bob, "post", f"{pk}/closure/").json()["overall"] == "75.0000"
    refused = send(cast, cast.bob, "put", url, {"choices": [option]})
    assert (refused.status_code, refused.json()["detail"]) == (409, "This round is closed. Nothing was changed.")
    assert send(cast, cast.bob, "post", f"{pk}/reopening/").json()["closed_at"] is None


def test_a_change_made_on_an_older_answer_is_a_conflict(cast: Cast, asked: Asked) -> None:
    pk, fit = start(cast, asked), asked.options["fit-1"]
    url = f"{pk}/answers/{asked.id('fit-1')}/"
    send(cast, cast.alice, "put", url, {"choices": [str(fit[3].pk)], "revision": 0})
    late = send(cast, cast.bob, "put", url, {"choices": [str(fit[1].pk)], "revision": 0})
    assert (late.status_code, late.headers["Content-Type"]) == (409, "application/problem+json")
    told = "Alice changed this answer meanwhile to “Mostly”. You sent “Planned”. It is at revision 1."
    assert late.json()["detail"] == told


def test_what_is_sent_twice_is_kept_once(cast: Cast, asked: Asked) -> None:
    url = f"{start(cast, asked)}/answers/{asked.id('deals')}/"
    body = {"number": "5", "revision": 0, "delivery": str(uuid4())}
    assert [send(cast, cast.bob, "put", url, body).status_code for _ in range(2)] == [200, 200]
    with in_tenant(cast.acme.pk):
        assert AnswerRevision.objects.count() == 1


def test_what_cannot_be_an_answer_points_at_the_value(cast: Cast, asked: Asked) -> None:
    url = f"{start(cast, asked)}/answers/{asked.id('fit-1')}/"
    wrong = send(cast, cast.bob, "put", url, {"text": "good"})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (400, "#/value")
    unknown = send(cast, cast.bob, "put", url, {"score": "100"})
    assert (unknown.status_code, unknown.json()["errors"][0]["pointer"]) == (400, "#/score")


def test_partners_find_nothing_internal(cast: Cast, asked: Asked) -> None:
    pk = start(cast, asked)
    trust = f"{pk}/answers/{asked.id('trust')}/"
    send(cast, cast.bob, "put", trust, {"choices": [str(asked.options["trust"][0].pk)]})
    found = send(cast, cast.priya, "get", f"{pk}/answers/")
    assert (found.status_code, found.json()) == (200, [])
    assert send(cast, cast.priya, "get", trust).status_code == 404
    assert send(cast, cast.priya, "put", trust, {"choices": []}).status_code == 404
    assert send(cast, cast.priya, "post", f"{pk}/closure/").status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_as_many_queries_for_any_number(
    cast: Cast, asked: Asked, django_assert_num_queries: Any, count: int
) -> None:
    with in_tenant(cast.acme.pk):
        for partner in (cast.polaris, cast.vega, cast.orion)[:count]:
            opened(asked, partner, by=cast.alice, at=NOW)
    client = cast.client(cast.alice)
    with django_assert_num_queries(8):
        found = client.get(API)
    assert len(found.json()["results"]) == count
