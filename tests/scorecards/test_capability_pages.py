"""The capabilities of a partner as readers get them: the result, how it comes about, and who sees what."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from prm.people.models import Membership
from prm.tenancy.scope import in_tenant
from scorecards.enums import Side
from scorecards.models import Assessment
from scorecards.operations.rounds import close_round
from scorecards.queries.capabilities import (
    capability_score_of,
    latest_assessment,
    previous_assessment,
    rounds_of,
)
from scorecards.queries.capability_result import capability_result
from scorecards.queries.rounds import rounds
from tests.cast import NOW, Cast
from tests.scorecards.asked import make_set, next_version, opened
from tests.scorecards.rounds_told import FIRST, Told, answer, tell

PAGE = "/t/acme/partners/{}/capabilities/"


@pytest.fixture
def told(cast: Cast) -> Told:
    with in_tenant(cast.acme.pk):
        return tell(cast)


def page(cast: Cast, member: Membership, query: str = "") -> Any:
    return cast.client(member).get(PAGE.format(cast.polaris.pk) + query)


def test_the_result_counts_the_later_answer_and_shows_both_sides(cast: Cast, told: Told) -> None:
    with in_tenant(cast.acme.pk):
        assert capability_score_of(told.second).overall == 50
        assert capability_score_of(told.second, side=Side.VENDOR).overall == 50
        assert latest_assessment(cast.polaris, told.asked.set) == told.second
        assert previous_assessment(told.second) == told.first
    result = page(cast, cast.bob).context_data["result"]
    assert (result.score.overall, result.sides[Side.PARTNER].overall, result.sides[Side.VENDOR].overall) == (
        Decimal(50),
        Decimal(50),
        Decimal(50),
    )
    assert [view.partner.question.key for view in result.disagreements] == ["fit-1"]


def test_what_changed_is_told_with_figures(cast: Cast, told: Told) -> None:
    result = page(cast, cast.bob).context_data["result"]
    assert (result.change.before, result.change.now) == (Decimal(25), Decimal(50))
    assert [(move.question.key, int(move.difference)) for move in result.change.moves] == [
        ("fit-1", 50),
        ("trust", -50),
    ]
    html = page(cast, cast.bob).content.decode()
    assert "25 up since Mar 2026" in html and "+25" in html


def test_our_own_people_see_the_internal_category_and_both_overall_figures(cast: Cast, told: Told) -> None:
    html = page(cast, cast.bob).content.decode()
    assert "How is trust?" in html and "CANARY-INTERNAL" in html and "With our own category" in html
    result = page(cast, cast.bob).context_data["result"]
    assert (result.score.overall, result.score.with_internal) == (Decimal(50), Decimal(25))


@pytest.mark.parametrize("name", ["priya", "noor"])
def test_the_partner_sees_everything_but_the_internal_category(cast: Cast, told: Told, name: str) -> None:
    html = page(cast, getattr(cast, name)).content.decode()
    assert "How is fit-1?" in html and "Two sellers named" in html and "CANARY-EVIDENCE" in html
    for hidden in ("trust", "CANARY-INTERNAL", "With our own category", "Never shown to partners"):
        assert hidden not in html
    result = page(cast, getattr(cast, name)).context_data["result"]
    assert not result.has_internal
    assert result.score.overall == result.score.with_internal == 50


def test_an_older_round_can_be_opened_again(cast: Cast, told: Told) -> None:
    result = page(cast, cast.bob, f"?round={told.first.pk}").context_data["result"]
    assert result.round.id == told.first.pk and result.score.overall == 25
    assert result.change is None and len(result.rounds) == 1


def test_a_trend_over_rounds_stands_beside_what_was_shown_then(cast: Cast, told: Told) -> None:
    result = page(cast, cast.bob).context_data["result"]
    assert [int(each.comparable) for each in result.rounds] == [25, 50]
    assert [each.label for each in result.rounds] == ["Mar 2026", "Jun 2026"]


def test_rounds_of_different_versions_compare_what_both_asked(cast: Cast, told: Told) -> None:
    with in_tenant(cast.acme.pk):
        close_round(assessment=rounds().get(pk=told.second.pk), by=cast.bob, at=NOW + timedelta(hours=1))
        following = next_version(told.asked)
        third = opened(following, cast.polaris, by=cast.bob, at=NOW + timedelta(days=1))
        answer(following, third, cast.priya, "fit-2", 5, at=NOW + timedelta(days=1))
    result = page(cast, cast.bob).context_data["result"]
    assert (result.round.version, result.score.overall) == (2, Decimal("87.5"))
    assert [int(each.comparable) for each in result.rounds] == [25, 50, 87]


def test_old_answers_say_their_age(cast: Cast, told: Told) -> None:
    result = page(cast, cast.bob).context_data["result"]
    line = next(line for line in result.lines if line.scored.question.key == "fit-2")
    assert line.origin is not None and line.origin.is_carried and line.origin.age_days(NOW.date()) == 90
    assert (line.origin.person, line.origin.role, line.origin.side) == ("Priya", "Partner champion", Side.PARTNER)
    assert not line.origin.is_old(NOW.date()) and line.origin.is_old(FIRST.date() + timedelta(days=184))


def test_a_closed_round_keeps_its_score_when_the_partner_changes(cast: Cast, told: Told) -> None:
    with in_tenant(cast.acme.pk):
        cast.polaris.tier = "Gold"
        cast.polaris.save()
        third = rounds().get(pk=told.second.pk)
        answer(told.asked, third, cast.priya, "gold", 5, at=NOW + timedelta(minutes=9))
        close_round(assessment=rounds().get(pk=third.pk), by=cast.bob, at=NOW + timedelta(hours=1))
        stored = Assessment.objects.get(pk=third.pk).overall
        cast.polaris.tier = "Silver"
        cast.polaris.save()
    assert page(cast, cast.bob).context_data["result"].score.overall.quantize(Decimal("0.0001")) == stored


def test_without_a_round_there_is_one_thing_to_do(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        make_set("capabilities", name="Capabilities")
    html = page(cast, cast.bob).content.decode()
    assert "No round yet" in html and html.count("Start</button>") == 1
    assert "No questions are published yet" not in html


def test_without_published_questions_it_says_so(cast: Cast) -> None:
    assert "No questions are published yet" in page(cast, cast.bob).content.decode()


def test_the_reader_chooses_among_sets(cast: Cast, told: Told) -> None:
    with in_tenant(cast.acme.pk):
        make_set("recruiting", name="Recruiting")
    html = page(cast, cast.bob).content.decode()
    assert "?set=recruiting" in html and "50 of 100" in html
    assert "No round yet" in page(cast, cast.bob, "?set=recruiting").content.decode()


@pytest.mark.parametrize(
    ("query", "formula", "total"),
    [
        ("", "(1 × 50) / 1 = 50", "50.00"),
        ("?own=1", "(1 × 50 + 1 × 0) / 2 = 25", "25.00"),
        ("?category=fit", "(1 × 50) / 1 = 50", "50.00"),
        ("?topic=fit", "(1 × 75 + 1 × 25) / 2 = 50", "50.00"),
        ("?question=fit-1", "Mostly", "75.00"),
    ],
)
def test_every_score_opens_what_makes_it(cast: Cast, told: Told, query: str, formula: str, total: str) -> None:
    address = f"{PAGE.format(cast.polaris.pk)}{told.second.pk}/breakdown/{query}"
    response: Any = cast.client(cast.bob).get(address)
    assert formula in response.content.decode()
    assert response.context_data["level"].total == total


def test_a_partner_finds_no_breakdown_of_what_is_internal(cast: Cast, told: Told) -> None:
    address = f"{PAGE.format(cast.polaris.pk)}{told.second.pk}/breakdown/"
    client = cast.client(cast.priya)
    for query in ("?category=internal", "?topic=internal", "?question=trust", "?category=nonsense"):
        assert client.get(address + query).status_code == 404
    assert "trust" not in client.get(f"{address}?own=1").content.decode()


def test_the_question_shows_both_views_with_evidence(cast: Cast, told: Told) -> None:
    html = (
        cast.client(cast.priya)
        .get(f"{PAGE.format(cast.polaris.pk)}{told.second.pk}/breakdown/?question=fit-1")
        .content.decode()
    )
    assert "Two sellers named" in html and "Mostly" in html and "Partly" in html and "Counts" in html


def test_the_page_costs_as_many_queries_with_one_round_as_with_three(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with in_tenant(cast.acme.pk):
        told = tell(cast)
    one, three = f"?round={told.first.pk}", ""
    client = cast.client(cast.bob)
    page(cast, cast.bob)
    with in_tenant(cast.acme.pk):
        close_round(assessment=rounds().get(pk=told.second.pk), by=cast.bob, at=NOW + timedelta(hours=1))
        third = opened(told.asked, cast.polaris, by=cast.bob, at=NOW + timedelta(days=1))
        answer(told.asked, third, cast.priya, "fit-2", 5, at=NOW + timedelta(days=1))
    for query in (one, three):
        with django_assert_num_queries(PAGE_QUERIES):
            client.get(PAGE.format(cast.polaris.pk) + query)


# Sign-in and scope, the partner and its CAMs, sets, rounds, answers, goals, peers.
PAGE_QUERIES = 14


def test_the_result_itself_takes_two_queries(
    cast: Cast, told: Told, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with in_tenant(cast.acme.pk):
        listed = list(rounds_of(cast.polaris))
        capability_result(listed[0], listed, partner=cast.polaris, tenant=cast.acme, at=NOW)
        for shown in listed:
            with django_assert_num_queries(2):
                capability_result(shown, listed, partner=cast.polaris, tenant=cast.acme, at=NOW)
