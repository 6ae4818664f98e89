"""Pages of filling in: with and without JavaScript, for both sides."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from prm.people.models import Membership
from prm.tenancy.scope import in_tenant
from scorecards.models import Answer, AnsweringTime, AnswerRevision, Assessment
from scorecards.operations.answering import answer_question
from scorecards.operations.rounds import close_round
from scorecards.queries.rounds import rounds
from scorecards.rules import side_of
from tests.cast import NOW, Cast
from tests.scorecards.asked import Asked, make_set, opened

HTMX = {"HX-Request": "true"}


class Page:
    """A round of Polaris and its addresses."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        with in_tenant(cast.acme.pk):
            self.asked: Asked = make_set()
            self.round: Assessment = opened(self.asked, cast.polaris, by=cast.bob, at=NOW)
        self.url = f"/t/acme/assessments/{self.round.pk}/"

    def client(self, member: Membership) -> Client:
        return self.cast.client(member)

    def fields(self, key: str, *steps: int, revision: int = 0, **more: str) -> dict[str, Any]:
        """What the form sends for one question."""
        pk = self.asked.id(key)
        chosen = [str(self.asked.options[key][step - 1].pk) for step in steps]
        return {f"a-{pk}": chosen, f"r-{pk}": str(revision), **more}

    def save(self, member: Membership, key: str, *steps: int, htmx: bool = True, **more: Any) -> Any:
        return self.client(member).post(
            f"{self.url}answers/{self.asked.id(key)}/", self.fields(key, *steps, **more), headers=HTMX if htmx else {}
        )

    def answers(self) -> list[tuple[str, str, str]]:
        """Question, side and score of every answer."""
        with in_tenant(self.cast.acme.pk):
            kept = Answer.objects.select_related("question").order_by("question__key", "side")
            return [(each.question.key, each.side, str(each.score)) for each in kept]


@pytest.fixture
def page(cast: Cast) -> Page:
    return Page(cast)


def test_an_answer_brings_the_scores_back_in_a_small_fragment(page: Page) -> None:
    response = page.save(page.cast.bob, "fit-1", 4)
    text = response.content.decode()
    assert response.status_code == 200
    assert ">75<" in text and "1 of 6 answered" in text and 'value="1" hx-swap-oob' in text
    assert len(response.content) < 4000
    assert page.answers() == [("fit-1", "vendor", "75.0000")]


def test_a_partner_sees_nothing_internal_and_no_answer_of_the_cam_while_answering(page: Page) -> None:
    page.save(page.cast.bob, "trust", 1)
    page.save(page.cast.bob, "fit-1", 2)
    client = page.client(page.cast.priya)
    group = client.get(f"{page.url}groups/1/")
    text = group.content.decode()
    assert "How is fit-1?" in text and "trust" not in text and "Bob" not in text
    assert client.post(f"{page.url}answers/{page.asked.id('trust')}/", {}).status_code == 404
    assert client.get(f"{page.url}answers/{page.asked.id('trust')}/history/").status_code == 404


def test_a_cam_sees_the_partners_answers_beside_the_own(page: Page) -> None:
    page.save(page.cast.priya, "fit-1", 5)
    text = page.client(page.cast.bob).get(page.url).content.decode()
    assert "Partner: Fully" in text and "Priya" in text and "Only we see this" in text


def test_a_group_is_kept_as_a_plain_form_and_leads_on(page: Page) -> None:
    sent = page.fields("fit-1", 4) | page.fields("fit-2", 2)
    response = page.client(page.cast.priya).post(f"{page.url}groups/1/", sent)
    assert response.headers["Location"] == f"{page.url}groups/2/"
    assert page.answers() == [("fit-1", "partner", "75.0000"), ("fit-2", "partner", "25.0000")]
    again = page.client(page.cast.priya).post(f"{page.url}groups/1/", page.fields("fit-1", 4, revision=1))
    assert again.status_code == 302
    with in_tenant(page.cast.acme.pk):
        assert AnswerRevision.objects.count() == 2


def test_a_plain_form_says_what_is_wrong_and_keeps_the_rest(page: Page) -> None:
    deals = page.asked.id("deals")
    sent = {f"a-{deals}": "a lot", f"r-{deals}": "0"} | page.fields("courses", 1, 2)
    response = page.client(page.cast.priya).post(f"{page.url}groups/2/", sent)
    assert response.status_code == 422
    assert "Give a number." in response.content.decode()
    assert page.answers() == [("courses", "partner", "80.0000")]


def test_the_slower_one_is_shown_both_answers(page: Page) -> None:
    page.save(page.cast.alice, "fit-1", 4)
    response = page.save(page.cast.bob, "fit-1", 2)
    text = response.content.decode()
    assert response.status_code == 409
    assert "Alice changed this meanwhile to “Mostly”. You answered “Planned”." in text
    assert "Use my answer" in text
    assert page.save(page.cast.bob, "fit-1", 2, revision=1).status_code == 200


def test_what_cannot_be_read_is_refused_beside_the_question(page: Page) -> None:
    deals = page.asked.id("deals")
    response = page.client(page.cast.bob).post(f"{page.url}answers/{deals}/", {f"a-{deals}": "x"}, headers=HTMX)
    assert (response.status_code, "Give a number." in response.content.decode()) == (422, True)


@pytest.mark.parametrize(("typed", "score"), [("5", "50"), ("2,5", "25"), ("1.5", "15"), ("12", "100")])
def test_numbers_are_read_as_people_write_them(page: Page, typed: str, score: str) -> None:
    deals = page.asked.id("deals")
    page.client(page.cast.bob).post(f"{page.url}answers/{deals}/", {f"a-{deals}": typed}, headers=HTMX)
    assert page.answers() == [("deals", "vendor", f"{score}.0000")]


def test_the_history_tells_who_when_and_in_which_role(page: Page) -> None:
    page.save(page.cast.bob, "fit-1", 4)
    page.save(page.cast.alice, "fit-1", 2, revision=1)
    page.save(page.cast.priya, "fit-1", 5)
    text = page.client(page.cast.bob).get(f"{page.url}answers/{page.asked.id('fit-1')}/history/").content.decode()
    for words in ("You, Channel account manager", "Alice, Channel chief", "Priya, Partner champion"):
        assert words in text


def test_a_sign_of_life_runs_the_stopwatch(page: Page) -> None:
    assert page.client(page.cast.bob).post(f"{page.url}presence/").status_code == 204
    page.save(page.cast.bob, "fit-1", 4)
    with in_tenant(page.cast.acme.pk):
        clock = AnsweringTime.objects.get()
    assert (clock.membership_id, clock.answers, clock.side) == (page.cast.bob.pk, 1, "vendor")


def test_a_round_is_opened_answered_closed_and_opened_again(page: Page) -> None:
    client, start = page.client(page.cast.bob), f"/t/acme/partners/{page.cast.vega.pk}/assessments/start/"
    opening = client.post(start, {"set": "filling"})
    assert opening.status_code == 302
    assert client.post(start, {"set": "filling"}).status_code == 422
    with in_tenant(page.cast.acme.pk):
        round_ = Assessment.objects.get(partner=page.cast.vega)
    url = f"/t/acme/assessments/{round_.pk}/"
    fit = page.asked.id("fit-1")
    client.post(f"{url}answers/{fit}/", page.fields("fit-1", 4), headers=HTMX)
    client.post(f"{url}closure/")
    with in_tenant(page.cast.acme.pk):
        assert Assessment.objects.get(pk=round_.pk).closed_at is not None
    assert client.get(url).status_code == 302
    client.post(f"{url}reopening/")
    assert client.get(url).status_code == 200


def test_a_partner_says_that_it_is_through(page: Page) -> None:
    client = page.client(page.cast.noor)
    assert "Finish with what is answered" in client.get(f"{page.url}check/").content.decode()
    client.post(f"{page.url}finish/")
    text = page.client(page.cast.bob).get(f"/t/acme/partners/{page.cast.polaris.pk}/assessments/").content.decode()
    assert "Partner is through" in text


def test_strangers_find_nothing(page: Page) -> None:
    answer = f"answers/{page.asked.id('fit-1')}/"
    for stranger in (page.cast.omar, page.cast.dana, page.cast.charlie, page.cast.zoe):
        client = page.client(stranger)
        found = [client.get(page.url + path).status_code for path in ("", "groups/1/", "check/", f"{answer}history/")]
        found += [client.post(page.url + path).status_code for path in (answer, "presence/", "closure/", "finish/")]
        assert set(found) == {404}


def test_the_menu_counts_what_waits_for_a_partner(page: Page) -> None:
    page.save(page.cast.priya, "fit-1", 5)
    text = page.client(page.cast.priya).get("/t/acme/assessments/").content.decode()
    assert "Answer 4" in text and '<span class="nav-count">4</span>' in text


@pytest.mark.parametrize("more", [0, 20])
def test_the_grid_takes_as_many_queries_for_any_number_of_questions(
    cast: Cast, django_assert_num_queries: Any, more: int
) -> None:
    with in_tenant(cast.acme.pk):
        asked = make_set(graduated=more)
        round_ = opened(asked, cast.polaris, by=cast.bob, at=NOW)
        for key in asked.questions:
            if key.startswith("more"):
                for member in (cast.bob, cast.priya):
                    answer_question(
                        assessment=rounds().get(pk=round_.pk),
                        question_id=asked.id(key),
                        side=side_of(member),
                        value=asked.step(key, 2),
                        by=member,
                        at=NOW,
                    )
    client, url = cast.client(cast.bob), f"/t/acme/assessments/{round_.pk}/"
    client.get(url)
    with django_assert_num_queries(10):
        client.get(url)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_rounds_takes_as_many_queries_for_any_number(
    cast: Cast, django_assert_num_queries: Any, count: int
) -> None:
    with in_tenant(cast.acme.pk):
        asked = make_set()
        for number in range(count):
            round_ = opened(asked, cast.polaris, by=cast.bob, at=NOW + timedelta(days=number))
            answer_question(
                assessment=rounds().get(pk=round_.pk),
                question_id=asked.id("fit-1"),
                side=side_of(cast.bob),
                value=asked.step("fit-1", 2),
                by=cast.bob,
                at=NOW,
            )
            close_round(assessment=round_, by=cast.bob, at=NOW + timedelta(days=number))
    client, url = cast.client(cast.bob), f"/t/acme/partners/{cast.polaris.pk}/assessments/"
    client.get(url)
    with django_assert_num_queries(13):
        client.get(url)
