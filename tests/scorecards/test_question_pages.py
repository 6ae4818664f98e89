"""The pages on which operations people keep question sets."""

from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from partners.models import Partner
from prm.tenancy.scope import in_tenant
from scorecards.enums import VersionState
from scorecards.models import Category, Option, Question, QuestionSet, QuestionSetVersion, Topic
from scorecards.operations.question_sets.versions import start_draft
from scorecards.queries.outlines import outline_of
from tests.cast import NOW, Cast
from tests.scorecards.outlines import a_question, an_outline
from tests.scorecards.test_question_versions import a_draft, a_published


@pytest.fixture
def browser(cast: Cast) -> Client:
    return cast.client(cast.olga)


def page(name: str, *args: object) -> str:
    return reverse(f"scorecards:{name}", args=["acme", *args])


def body(response: Any) -> str:
    text: str = response.content.decode()
    return text


@pytest.fixture
def draft(cast: Cast) -> QuestionSetVersion:
    with in_tenant(cast.acme.pk):
        return a_draft(cast)


def one(cast: Cast, model: Any, **look_up: Any) -> Any:
    with in_tenant(cast.acme.pk):
        return model.objects.get(**look_up)


QUESTION = {
    "text": "How fast do you deliver?",
    "kind": "graduated",
    "is_scored": "on",
    "weight": "2",
    "best_practice": "",
    "option_row": ["1", "4", "2"],
    "option-1-label": "Slowly",
    "option-1-score": "0",
    "option-4-label": "At once",
    "option-4-score": "90",
    "option-4-is_best_practice": "on",
    "option-2-label": "",
}


def test_the_list_shows_each_set_with_version_state_and_questions(cast: Cast, browser: Client) -> None:
    with in_tenant(cast.acme.pk):
        start_draft(question_set=a_published(cast).question_set, by=cast.olga, at=NOW)
    text = body(browser.get(page("question-set-list")))
    assert "Health" in text and "Version 1" in text and "Edit draft 2" in text
    assert "Capabilities scorecard, Recruiting check, Six-C check: come with Tandem." in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_however_many_sets(
    cast: Cast, browser: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    with in_tenant(cast.acme.pk):
        for _ in range(count):
            a_published(cast)
    with django_assert_num_queries(LIST_QUERIES):
        browser.get(page("question-set-list"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_editor_takes_the_same_queries_however_many_questions(
    cast: Cast, browser: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    with in_tenant(cast.acme.pk):
        version = a_draft(cast, an_outline(*(a_question(f"q{number}") for number in range(count))))
    with django_assert_num_queries(EDITOR_QUERIES):
        browser.get(page("draft-editor", version.pk))


LIST_QUERIES, EDITOR_QUERIES = 10, 15


def test_the_default_sets_are_added_by_a_button(cast: Cast, browser: Client) -> None:
    browser.post(page("default-sets-addition"))
    with in_tenant(cast.acme.pk):
        assert QuestionSet.objects.count() == 3
    assert "come with Tandem" not in body(browser.get(page("question-set-list")))


def test_a_set_of_ones_own_is_built_from_nothing_to_published(cast: Cast, browser: Client) -> None:
    browser.post(page("question-set-list"), {"name": "Delivery"})
    version = one(cast, QuestionSetVersion)
    browser.post(page("category-add", version.pk), {"name": "Speed", "weight": "1"})
    category = one(cast, Category)
    browser.post(page("topic-add", category.pk), {"name": "Time", "weight": "1", "category": category.pk})
    topic = one(cast, Topic)
    browser.post(page("question-add", topic.pk), QUESTION | {"topic": topic.pk})
    browser.post(page("draft-publication", version.pk), {"note": "Begun"})
    assert one(cast, QuestionSetVersion).state == VersionState.PUBLISHED
    with in_tenant(cast.acme.pk):
        [(_, _, question)] = outline_of(version).walk()
    assert [(option.label, option.score) for option in question.options] == [
        ("Slowly", Decimal(0)),
        ("At once", Decimal(90)),
    ]
    assert question.best_practice == 90


def test_a_question_can_be_saved_and_the_next_begun(cast: Cast, browser: Client, draft: QuestionSetVersion) -> None:
    topic = one(cast, Topic)
    sent = QUESTION | {"topic": topic.pk, "then": "another"}
    response = browser.post(page("question-add", topic.pk), sent)
    assert response.url == page("question-add", topic.pk)  # type: ignore[attr-defined]


def test_what_is_wrong_in_a_row_is_told_beside_it_and_nothing_is_saved(
    cast: Cast, browser: Client, draft: QuestionSetVersion
) -> None:
    question = one(cast, Question, key="one")
    sent = QUESTION | {"topic": question.topic_id, "option-1-score": "101", "option-2-score": "5"}
    response = browser.post(page("question-edit", question.pk), sent)
    assert response.status_code == 422
    assert "less than or equal to 100" in body(response) and "Name this option" in body(response)
    assert one(cast, Question, key="one").text == "How is one?"


def test_a_topic_is_for_the_types_tiers_and_stages_that_were_ticked(
    cast: Cast, browser: Client, draft: QuestionSetVersion
) -> None:
    with in_tenant(cast.acme.pk):
        Partner.objects.filter(name="Vega").update(type="MSP", tier="Gold")
    topic = one(cast, Topic)
    sent = {"name": "Basics", "weight": "1", "category": topic.category_id}
    browser.post(page("topic-edit", topic.pk), sent | {"partner_types": ["MSP"], "life_stages": ["producing"]})
    topic = one(cast, Topic)
    assert (topic.partner_types, topic.tiers, topic.life_stages) == (["MSP"], [], ["producing"])


@pytest.mark.parametrize(("action", "expected"), [("down", "two, one"), ("off", "one, two"), ("remove", "two")])
def test_parts_move_switch_off_and_go(
    cast: Cast, browser: Client, draft: QuestionSetVersion, action: str, expected: str
) -> None:
    browser.post(page("question-change", one(cast, Question, key="one").pk), {"action": action})
    with in_tenant(cast.acme.pk):
        keys = Question.objects.order_by("position").values_list("key", flat=True)
        assert ", ".join(keys) == expected
        assert Question.objects.filter(is_active=False).exists() == (action == "off")


def test_an_unknown_action_is_not_found(cast: Cast, browser: Client, draft: QuestionSetVersion) -> None:
    assert browser.post(page("category-change", one(cast, Category).pk), {"action": "x"}).status_code == 404


def test_a_published_version_is_shown_and_not_edited(cast: Cast, browser: Client) -> None:
    with in_tenant(cast.acme.pk):
        version = a_published(cast)
        question = Question.objects.filter(version=version).first()
    assert question is not None
    preview = page("version-preview", version.pk)
    assert browser.get(page("draft-editor", version.pk)).url == preview  # type: ignore[attr-defined]
    sent = QUESTION | {"topic": question.topic_id}
    assert browser.post(page("question-edit", question.pk), sent).url == preview  # type: ignore[attr-defined]
    assert one(cast, Question, pk=question.pk).text == question.text


def test_publishing_is_refused_with_all_problems_in_words(cast: Cast, browser: Client) -> None:
    with in_tenant(cast.acme.pk):
        version = a_draft(cast, an_outline(a_question(options=())))
    assert "needs at least two options" in body(browser.get(page("draft-publication", version.pk)))
    assert browser.post(page("draft-publication", version.pk)).status_code == 422


def test_what_changed_is_told_before_publishing(cast: Cast, browser: Client) -> None:
    with in_tenant(cast.acme.pk):
        version = start_draft(question_set=a_published(cast).question_set, by=cast.olga, at=NOW)
        Question.objects.filter(version=version, key="one").update(text="What is one?")
        Question.objects.filter(version=version, key="two").delete()
    for name in ("version-changes", "draft-publication"):
        text = body(browser.get(page(name, version.pk)))
        assert "Wording: “How is one?” → “What is one?”" in text
        assert "Removed" in text and "How is two?" in text


def test_partners_preview_lacks_internal_questions_and_those_for_others(cast: Cast, browser: Client) -> None:
    browser.post(page("default-sets-addition"))
    version = one(cast, QuestionSetVersion, question_set__key="capabilities")
    url = page("version-preview", version.pk)
    assert "Our own view" not in body(browser.get(url))
    assert "Our own view" in body(browser.get(url, {"side": "vendor"}))
    assert "Deal registration" not in body(browser.get(url, {"life_stage": "recruited"}))
    assert "Deal registration" in body(browser.get(url, {"life_stage": "producing"}))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_can_be_brought_in_again(cast: Cast, browser: Client, kind: str) -> None:
    browser.post(page("default-sets-addition"))
    version = one(cast, QuestionSetVersion, question_set__key="six-c")
    exported = browser.get(page("version-export", version.pk, kind))
    file = BytesIO(exported.content)
    file.name = f"questions.{kind}"
    browser.post(page("question-set-file", version.question_set_id), {"file": file})
    with in_tenant(cast.acme.pk):
        draft = QuestionSetVersion.objects.get(question_set=version.question_set_id, number=2)
        assert outline_of(draft) == outline_of(version)


def test_a_file_with_mistakes_changes_nothing(cast: Cast, browser: Client, draft: QuestionSetVersion) -> None:
    file = SimpleUploadedFile("q.csv", b"Category,Topic,Question,Question kind\nFit,Basics,How?,riddle\n")
    response = browser.post(page("question-set-file", draft.question_set_id), {"file": file})
    assert response.status_code == 422
    assert "Write one of: open, single" in body(response)
    with in_tenant(cast.acme.pk):
        assert outline_of(draft).question_count == 2


def test_name_and_thresholds_are_changed_on_the_page_of_the_set(
    cast: Cast, browser: Client, draft: QuestionSetVersion
) -> None:
    sent = {"name": "Checkup", "green_from_percent": "70", "yellow_from_percent": "80"}
    url = page("question-set-detail", draft.question_set_id)
    response = browser.post(url, sent | {"provisional_below_percent": "60"})
    assert response.status_code == 422 and "Yellow must start at or below green." in body(response)
    browser.post(url, sent | {"provisional_below_percent": "60", "yellow_from_percent": "40"})
    assert one(cast, QuestionSet).green_from_percent == 70


def test_a_draft_is_started_and_thrown_away(cast: Cast, browser: Client) -> None:
    with in_tenant(cast.acme.pk):
        version = a_published(cast)
    browser.post(page("draft-start", version.question_set_id))
    draft = one(cast, QuestionSetVersion, number=2)
    assert "There is a draft already" in body(browser.post(page("draft-start", version.question_set_id), follow=True))
    browser.post(page("draft-removal", draft.pk))
    assert one(cast, QuestionSetVersion).number == 1


def test_options_of_a_stored_question_stand_in_the_table(
    cast: Cast, browser: Client, draft: QuestionSetVersion
) -> None:
    question = one(cast, Question, key="one")
    text = body(browser.get(page("question-edit", question.pk)))
    assert 'value="Step 50"' in text and 'value="100"' in text
    with in_tenant(cast.acme.pk):
        assert Option.objects.filter(question=question).count() == 3
