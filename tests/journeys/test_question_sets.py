"""Keeping questions in a browser: every page can be used by anybody, and a question is written without a mouse."""

import pytest

from prm.tenancy.scope import in_tenant
from scorecards.models import Category, Option, Question, QuestionSetVersion, Topic
from scorecards.operations.question_sets.versions import start_draft
from tests.cast import NOW, Cast
from tests.journeys.conftest import Visit
from tests.scorecards.outlines import a_question, an_outline
from tests.scorecards.test_question_versions import a_published

SETS = "/t/acme/question-sets/"


def begun(cast: Cast) -> QuestionSetVersion:
    """A draft with two questions, of which one differs from the published version."""
    with in_tenant(cast.acme.pk):
        first = a_published(cast, an_outline(a_question("one"), a_question("two")))
        draft = start_draft(question_set=first.question_set, by=cast.olga, at=NOW)
        Question.objects.filter(version=draft, key="two").update(text="What about two?")
        return draft


def pages_of(cast: Cast, draft: QuestionSetVersion) -> list[str]:
    with in_tenant(cast.acme.pk):
        rows = {
            "categories": Category.objects.get(version=draft),
            "topics": Topic.objects.get(version=draft),
            "questions": Question.objects.get(version=draft, key="one"),
        }
    of_draft = f"{SETS}versions/{draft.pk}/"
    return [
        SETS,
        f"{SETS}{draft.question_set_id}/",
        f"{SETS}{draft.question_set_id}/file/",
        *(f"{of_draft}{page}" for page in ("", "changes/", "draft/", "draft/publication/")),
        *(f"{SETS}{part}/{row.pk}/" for part, row in rows.items()),
    ]


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_every_page_of_questions_is_accessible_and_fits(cast: Cast, visit: Visit, width: int, scheme: str) -> None:
    pages = pages_of(cast, begun(cast))
    visitor = visit(cast.olga, width=width, scheme=scheme)
    found = {}
    for path in pages:
        visitor.open(path)
        found[path] = (visitor.axe(), visitor.overflow())
    assert found == dict.fromkeys(pages, ([], 0))


def test_an_option_is_added_moved_and_saved_by_keyboard(cast: Cast, visit: Visit) -> None:
    draft = begun(cast)
    with in_tenant(cast.acme.pk):
        question = Question.objects.get(version=draft, key="one")
    page = visit(cast.olga).open(f"{SETS}questions/{question.pk}/")
    page.get_by_role("button", name="Add an option").press("Enter")
    page.keyboard.type("Nearly there")
    page.keyboard.press("Tab")
    page.keyboard.type("75")
    up = page.locator("[data-option]").last.locator("[data-option-move=up]").element_handle()
    assert up is not None
    for _ in range(3):
        up.press("Enter")
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    page.get_by_text("Saved.").wait_for()
    with in_tenant(cast.acme.pk):
        stored = Option.objects.filter(question=question).order_by("position").values_list("label", "score")
        found = [f"{label}: {score:.0f}" for label, score in stored]
    assert found == ["Step 0: 0", "Step 50: 50", "Nearly there: 75", "Step 100: 100"]


def test_a_question_moves_up_and_the_key_stays_under_the_finger(cast: Cast, visit: Visit) -> None:
    draft = begun(cast)
    with in_tenant(cast.acme.pk):
        question = Question.objects.get(version=draft, key="two")
    page = visit(cast.olga).open(f"{SETS}questions/{question.pk}/")
    page.get_by_role("button", name="Move up").press("Enter")
    page.locator(".builder-question").first.get_by_text("What about two?").wait_for()
    assert page.evaluate("document.activeElement.id") == "move-up"
    with in_tenant(cast.acme.pk):
        assert Question.objects.filter(version=draft).order_by("position").first() == question
