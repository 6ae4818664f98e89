"""Filling in, in a browser: by keyboard alone, saved at once, nothing lost without a connection or to somebody else."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from partners.enums import LifeStage
from prm.people.models import Membership
from prm.tenancy.scope import in_tenant, tenant_scope
from scorecards.enums import QuestionKind, Side
from scorecards.models import Answer, Assessment, QuestionSet
from scorecards.operations.answering import answer_question
from scorecards.operations.question_sets.defaults import ensure_default_sets
from scorecards.operations.rounds import close_round
from scorecards.queries.rounds import asked_in, rounds
from tests.cast import Cast
from tests.journeys.browser import Visitor
from tests.journeys.conftest import Visit
from tests.scorecards.asked import Asked, make_set, opened


class Round:
    """A round of Polaris, and what is kept of it."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        with in_tenant(cast.acme.pk):
            self.asked: Asked = make_set()
            self.assessment: Assessment = opened(self.asked, cast.polaris, by=cast.bob, at=timezone.now())
        self.url = f"/t/acme/assessments/{self.assessment.pk}/"

    def row(self, key: str) -> str:
        """The selector of a question."""
        return f'[data-entry="{self.asked.id(key)}"]'

    def scores(self, side: Side) -> dict[str, str]:
        """What one side's answers score, by question."""
        with in_tenant(self.cast.acme.pk):
            kept = Answer.objects.filter(assessment=self.assessment, side=side).select_related("question")
            return {each.question.key: str(each.score) for each in kept}

    def answer(self, by: Membership, key: str, step: int) -> None:
        """Answer without a browser."""
        from django.db import transaction

        with tenant_scope(by.scope()), transaction.atomic():
            answer_question(
                assessment=rounds().get(pk=self.assessment.pk),
                question_id=self.asked.id(key),
                side=Side.VENDOR,
                value=self.asked.step(key, step),
                by=by,
                at=timezone.now(),
            )


@pytest.fixture
def round_(cast: Cast) -> Round:
    return Round(cast)


def saved(page: Page) -> None:
    """Wait until the page says so."""
    expect(page.locator("[data-saving-status]")).to_have_text("Saved")


class Keyboard:
    """Presses keys, and counts them."""

    def __init__(self, page: Page) -> None:
        self.page, self.presses = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.presses += 1


def test_forty_questions_take_at_most_sixty_keys_and_no_save_button(cast: Cast, visit: Visit) -> None:
    with in_tenant(cast.acme.pk):
        ensure_default_sets()
        cast.polaris.type, cast.polaris.life_stage = "MSP", LifeStage.PRODUCING
        cast.polaris.save()
        default = QuestionSet.objects.get(key="capabilities")
        asked = opened(Asked(default, None, {}, {}), cast.polaris, by=cast.bob, at=timezone.now())  # type: ignore[arg-type]
        kinds = _kinds(asked)
    visitor = visit(cast.priya)
    page = visitor.open(f"/t/acme/assessments/{asked.pk}/")
    keyboard = Keyboard(page)
    assert page.get_by_role("button", name=re.compile("save", re.IGNORECASE)).count() == 0
    for number, group in enumerate(kinds, 1):
        page.wait_for_url(f"**/groups/{number}/")
        for kind in group:
            keyboard.press({QuestionKind.NUMBER: "9", QuestionKind.OPEN: "x"}.get(kind, "2"))
            if kind in (QuestionKind.NUMBER, QuestionKind.OPEN, QuestionKind.MULTIPLE):
                keyboard.press("Enter")
        if group[-1] not in (QuestionKind.NUMBER, QuestionKind.OPEN, QuestionKind.MULTIPLE):
            keyboard.press("Enter")
    page.wait_for_url("**/check/")
    expect(page.locator(".page-meta")).to_contain_text("40 of 40 answered")
    assert (sum(map(len, kinds)), keyboard.presses <= 60) == (40, True), keyboard.presses


def _kinds(assessment: Assessment) -> list[list[QuestionKind]]:
    """How each question is answered, by group, as the partner meets them."""
    shared = asked_in(assessment).without_internal()
    return [[each.kind for topic in category.topics for each in topic.questions] for category in shared.categories]


def test_an_answer_is_saved_at_once_and_still_there_after_a_reload(round_: Round, visit: Visit) -> None:
    page = visit(round_.cast.bob).open(round_.url)
    figure = page.locator(".answering-figure")
    expect(figure).to_have_text("–")
    began = page.evaluate(
        """() => new Promise((done) => {
          const status = document.querySelector("[data-saving-status]");
          const began = performance.now();
          new MutationObserver(() => status.textContent === "Saved" && done(performance.now() - began))
            .observe(status, { childList: true });
          document.querySelector("[data-key='4']").click();
        })"""
    )
    assert began < 1500, began
    expect(figure).to_have_text("75")
    page.reload()
    expect(page.locator(f"{round_.row('fit-1')} [data-key='4']")).to_be_checked()
    assert round_.scores(Side.VENDOR) == {"fit-1": "75.0000"}


def test_the_status_tells_of_a_change_within_three_tenths_of_a_second(round_: Round, visit: Visit) -> None:
    page = visit(round_.cast.bob).open(round_.url)
    waited = page.evaluate(
        """() => new Promise((done) => {
          const status = document.querySelector("[data-saving-status]");
          const began = performance.now();
          new MutationObserver(() => done(performance.now() - began)).observe(status, { childList: true });
          document.querySelector("[data-key='3']").click();
        })"""
    )
    assert waited < 300, waited
    saved(page)


def test_answers_wait_for_the_connection_and_then_arrive(round_: Round, visit: Visit) -> None:
    visitor = visit(round_.cast.bob)
    visitor.expected += ["ERR_FAILED", "ERR_INTERNET_DISCONNECTED", "Failed to load resource"]
    page = visitor.open(round_.url)
    status = page.locator("[data-saving-status]")
    page.route("**/answers/**", lambda route: route.abort())
    page.locator(f"{round_.row('fit-1')} [data-key='5']").press("5")
    page.keyboard.press("2")
    expect(status).to_have_text("Not saved, retrying")
    assert round_.scores(Side.VENDOR) == {}
    assert page.evaluate("!dispatchEvent(new Event('beforeunload', {cancelable: true}))")
    page.unroute("**/answers/**")
    page.evaluate("dispatchEvent(new Event('online'))")
    saved(page)
    assert round_.scores(Side.VENDOR) == {"fit-1": "100.0000", "fit-2": "25.0000"}
    assert page.evaluate("!dispatchEvent(new Event('beforeunload', {cancelable: true}))") is False
    assert page.evaluate("localStorage.length") == 0


def test_answers_that_wait_outlive_the_page_and_belong_to_one_person(round_: Round, visit: Visit) -> None:
    visitor = visit(round_.cast.bob)
    visitor.expected += ["ERR_FAILED", "Failed to load resource"]
    page = visitor.open(round_.url)
    page.on("dialog", lambda dialog: dialog.accept())
    page.route("**/answers/**", lambda route: route.abort())
    page.locator(f"{round_.row('fit-1')} [data-key='5']").press("5")
    expect(page.locator("[data-saving-status]")).to_have_text("Not saved, retrying")
    visitor.sign_in(round_.cast.alice)
    page.goto(round_.url)
    page.unroute("**/answers/**")
    page.wait_for_timeout(500)
    assert round_.scores(Side.VENDOR) == {}
    visitor.sign_in(round_.cast.bob)
    page.goto(round_.url)
    saved(page)
    assert round_.scores(Side.VENDOR) == {"fit-1": "100.0000"}
    assert page.evaluate("localStorage.length") == 0


def test_the_second_of_two_people_sees_both_answers_and_decides(round_: Round, visit: Visit) -> None:
    second = visit(round_.cast.bob)
    second.expected += ["409"]
    page = second.open(round_.url)
    round_.answer(round_.cast.alice, "fit-1", 4)
    page.locator(f"{round_.row('fit-1')} [data-key='2']").click()
    row = page.locator(round_.row("fit-1"))
    expect(row.get_by_role("alert")).to_contain_text(
        "Alice changed this meanwhile to “Mostly”. You answered “Planned”."
    )
    expect(row.locator("[data-key='4']")).to_be_checked()
    assert round_.scores(Side.VENDOR) == {"fit-1": "75.0000"}
    row.get_by_role("button", name="Use my answer").click()
    saved(page)
    assert round_.scores(Side.VENDOR) == {"fit-1": "25.0000"}


def test_what_is_carried_over_is_confirmed_with_one_key(round_: Round, visit: Visit) -> None:
    later = timezone.now() + timedelta(minutes=1)
    round_.answer(round_.cast.bob, "fit-1", 4)
    round_.answer(round_.cast.bob, "fit-2", 2)
    with in_tenant(round_.cast.acme.pk):
        close_round(assessment=rounds().get(pk=round_.assessment.pk), by=round_.cast.bob, at=later)
        again = opened(round_.asked, round_.cast.polaris, by=round_.cast.bob, at=later)
    page = visit(round_.cast.bob).open(f"/t/acme/assessments/{again.pk}/")
    expect(page.locator("[data-confirm]")).to_have_count(2)
    page.keyboard.press("c")
    expect(page.locator("[data-confirm]")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("[data-confirm]")).to_have_count(0)
    saved(page)
    with in_tenant(round_.cast.acme.pk):
        assert Answer.objects.filter(assessment=again, is_carried=True).count() == 0


def test_without_javascript_a_group_is_a_plain_form(round_: Round, visit: Visit) -> None:
    page = visit(round_.cast.priya, java_script_enabled=False).open(f"{round_.url}groups/1/")
    page.locator(f"{round_.row('fit-1')} [data-key='4']").check()
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/groups/2/")
    assert round_.scores(Side.PARTNER) == {"fit-1": "75.0000"}


LOOKS = [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")]


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page_is_accessible_and_fits(round_: Round, visit: Visit, width: int, scheme: str) -> None:
    round_.answer(round_.cast.alice, "fit-1", 4)
    partner = f"/t/acme/partners/{round_.cast.polaris.pk}/assessments/"
    history = f"{round_.url}answers/{round_.asked.id('fit-1')}/history/"
    found: dict[str, Any] = {}
    for member, paths in (
        (round_.cast.bob, (round_.url, partner, "/t/acme/assessments/", history)),
        (round_.cast.priya, (f"{round_.url}groups/1/", f"{round_.url}groups/2/", f"{round_.url}check/", partner)),
    ):
        visitor: Visitor = visit(member, width=width, scheme=scheme)
        for path in paths:
            visitor.open(path)
            found[f"{member.display_name} {path}"] = (visitor.axe(), visitor.overflow())
    assert found == dict.fromkeys(found, ([], 0))
