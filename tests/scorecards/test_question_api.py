"""Question sets through the API."""

import json
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from prm.people.models import Membership
from prm.tenancy.scope import in_tenant
from scorecards.models import Option, Question, QuestionSet, QuestionSetVersion
from scorecards.operations.question_sets.defaults import ensure_default_sets
from scorecards.operations.question_sets.versions import start_draft
from scorecards.queries.outlines import outline_of
from tests.cast import NOW, Cast

SETS = "/api/v1/acme/question-sets/"


@pytest.fixture
def capabilities(cast: Cast) -> QuestionSet:
    with in_tenant(cast.acme.pk):
        ensure_default_sets()
        return QuestionSet.objects.get(key="capabilities")


def read(cast: Cast, member: Membership, path: str) -> Any:
    return cast.client(member).get(SETS + path).json()


def sent(cast: Cast, method: str, path: str, data: Any) -> Any:
    return getattr(cast.client(cast.olga), method)(SETS + path, json.dumps(data), content_type="application/json")


def whole(cast: Cast, member: Membership, question_set: QuestionSet) -> Any:
    [version] = read(cast, member, f"{question_set.pk}/versions/")["results"]
    return read(cast, member, f"{question_set.pk}/versions/{version['id']}/")


def test_all_who_see_assessments_read_sets_and_versions(cast: Cast, capabilities: QuestionSet) -> None:
    for member in (cast.olga, cast.bob, cast.priya):
        assert [each["key"] for each in read(cast, member, "")["results"]] == ["capabilities", "recruiting", "six-c"]


def test_partners_read_nothing_internal(cast: Cast, capabilities: QuestionSet) -> None:
    theirs, ours = (whole(cast, member, capabilities)["categories"] for member in (cast.priya, cast.bob))
    assert [each["key"] for each in ours] == [*(each["key"] for each in theirs), "our-view"]
    assert not any(each["is_internal"] for each in theirs)


def test_questions_carry_the_ids_that_answers_name(cast: Cast, capabilities: QuestionSet) -> None:
    question = whole(cast, cast.bob, capabilities)["categories"][0]["topics"][0]["questions"][0]
    with in_tenant(cast.acme.pk):
        assert Question.objects.get(pk=question["id"]).key == question["key"] == "why-customers-buy"
        for option in question["options"]:
            assert Option.objects.get(pk=option["id"]).label == option["label"]


def test_drafts_are_for_those_who_keep_the_sets(cast: Cast, capabilities: QuestionSet) -> None:
    with in_tenant(cast.acme.pk):
        draft = start_draft(question_set=capabilities, by=cast.olga, at=NOW)
    path = f"{capabilities.pk}/versions/{draft.pk}/"
    assert [cast.client(each).get(SETS + path).status_code for each in (cast.olga, cast.bob, cast.priya)] == [
        200,
        404,
        404,
    ]


def test_what_was_read_can_be_sent_back_as_a_draft_and_published(cast: Cast, capabilities: QuestionSet) -> None:
    data = whole(cast, cast.olga, capabilities)
    data["categories"][0]["name"] = "Match"
    draft = sent(cast, "put", f"{capabilities.pk}/draft/", {"categories": data["categories"]}).json()
    assert (draft["number"], draft["state"]) == (2, "draft")
    answer = sent(cast, "post", f"{capabilities.pk}/versions/{draft['id']}/publication/", {"note": "Renamed"})
    assert answer.json()["state"] == "published"
    with in_tenant(cast.acme.pk):
        first, second = QuestionSetVersion.objects.filter(question_set=capabilities).order_by("number")
        assert outline_of(second).categories[0].name == "Match"
        assert outline_of(second).categories[1:] == outline_of(first).categories[1:]


def test_a_draft_that_cannot_be_read_names_the_place(cast: Cast, capabilities: QuestionSet) -> None:
    answer = sent(cast, "put", f"{capabilities.pk}/draft/", {"categories": [{"key": "a", "name": "A", "weight": "x"}]})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["detail"] == "categories[1].weight: Write a number."
    with in_tenant(cast.acme.pk):
        assert QuestionSetVersion.objects.filter(question_set=capabilities).count() == 1


def test_publishing_tells_everything_that_is_wrong(cast: Cast, capabilities: QuestionSet) -> None:
    draft = sent(cast, "put", f"{capabilities.pk}/draft/", {"categories": [{"key": "a", "name": "A"}]}).json()
    answer = sent(cast, "post", f"{capabilities.pk}/versions/{draft['id']}/publication/", {})
    assert answer.status_code == 400
    assert "No question is asked." in answer.json()["errors"][0]["detail"]


def test_sets_are_made_and_changed(cast: Cast) -> None:
    made = sent(cast, "post", "", {"name": "Delivery", "green_from_percent": 80}).json()
    assert (made["key"], made["green_from_percent"]) == ("delivery", 80)
    changed = sent(cast, "patch", f"{made['id']}/", {"yellow_from_percent": 90})
    assert changed.status_code == 400


@pytest.mark.parametrize("questions", [1, 3])
def test_a_version_takes_the_same_queries_however_much_it_asks(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, questions: int
) -> None:
    from tests.scorecards.outlines import a_question, an_outline
    from tests.scorecards.test_question_versions import a_draft

    with in_tenant(cast.acme.pk):
        version = a_draft(cast, an_outline(*(a_question(f"q{number}") for number in range(questions))))
    client = cast.client(cast.olga)
    with django_assert_num_queries(VERSION_QUERIES):
        client.get(f"{SETS}{version.question_set_id}/versions/{version.pk}/")


VERSION_QUERIES = 15
