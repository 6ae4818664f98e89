"""Goals: set from a suggestion, promised in the one list of actions, reached or not after the next round."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from partners.enums import ActionSide, ActionSource, ActionStatus
from partners.models import Action
from partners.operations.actions import NotYourPromise, OwnerOfOtherSide, complete_action, drop_action
from prm.people.models import Membership
from prm.tenancy.scope import in_tenant
from scorecards.calculations.goals import GoalState
from scorecards.models import Assessment, Goal
from scorecards.operations.goals import (
    GoalNotAbove,
    GoalThereAlready,
    NotInThisRound,
    NotYourGoal,
    PartnerSeesNothingOfIt,
    Promise,
    change_goal,
    set_goal,
)
from scorecards.operations.rounds import close_round
from scorecards.queries.capabilities import rounds_of
from scorecards.queries.rounds import rounds
from tests.cast import NOW, Cast
from tests.scorecards.asked import opened
from tests.scorecards.rounds_told import Told, answer, tell

PAGE = "/t/acme/partners/{}/capabilities/"


@pytest.fixture
def told(cast: Cast) -> Told:
    with in_tenant(cast.acme.pk):
        return tell(cast)


def shown(cast: Cast, told: Told) -> Assessment:
    found = rounds_of(cast.polaris).get(pk=told.second.pk)
    found.partner = cast.polaris
    return found


def goal_of(
    cast: Cast,
    told: Told,
    key: str = "fit-2",
    *,
    score: int = 75,
    side: ActionSide = ActionSide.PARTNER,
    by: Membership | None = None,
    owner: Membership | None = None,
) -> Goal:
    return set_goal(
        assessment=shown(cast, told),
        question_id=told.asked.id(key),
        goal_score=Decimal(score),
        promise=Promise("Hire two sellers", side, owner, date(2026, 7, 1), resources="Two salaries"),
        by=by or cast.bob,
        at=NOW,
    )


def result(cast: Cast, member: Membership) -> Any:
    response: Any = cast.client(member).get(PAGE.format(cast.polaris.pk))
    return response.context_data["result"]


def test_a_goal_stands_in_the_one_list_of_actions(cast: Cast, told: Told) -> None:
    with in_tenant(cast.acme.pk):
        goal = goal_of(cast, told, owner=cast.priya)
        action = Action.objects.get(pk=goal.action_id)
    assert (action.source, action.source_id) == (ActionSource.CAPABILITIES, goal.pk)
    assert (action.title, action.due_date, action.resources) == ("Hire two sellers", date(2026, 7, 1), "Two salaries")
    assert goal.from_score == 25 and goal.goal_score == 75
    html = cast.client(cast.priya).get(f"/t/acme/partners/{cast.polaris.pk}/actions/").content.decode()
    assert "Hire two sellers" in html


def test_what_cannot_be_a_goal_is_refused(cast: Cast, told: Told) -> None:
    with in_tenant(cast.acme.pk):
        with pytest.raises(GoalNotAbove, match="It scores 25 already"):
            goal_of(cast, told, score=25)
        with pytest.raises(NotInThisRound):
            goal_of(cast, told, "gold")
        with pytest.raises(NotInThisRound):
            goal_of(cast, told, "story")
        with pytest.raises(PartnerSeesNothingOfIt):
            goal_of(cast, told, "trust")
        with pytest.raises(OwnerOfOtherSide):
            goal_of(cast, told, owner=cast.bob)
        with pytest.raises(NotYourPromise):
            goal_of(cast, told, side=ActionSide.VENDOR, by=cast.priya)
        assert not Goal.objects.exists() and not Action.objects.exists()


def test_one_question_has_one_goal_at_a_time(cast: Cast, told: Told) -> None:
    with in_tenant(cast.acme.pk):
        goal = goal_of(cast, told)
        with pytest.raises(GoalThereAlready):
            goal_of(cast, told, score=100)
        drop_action(action=goal.action, reason="No budget", by=cast.bob, at=NOW)
        assert goal_of(cast, told, score=100).goal_score == 100


def test_a_goal_for_an_internal_question_is_the_vendors_secret(cast: Cast, told: Told) -> None:
    with in_tenant(cast.acme.pk):
        goal = goal_of(cast, told, "trust", side=ActionSide.VENDOR, owner=cast.bob)
        assert goal.is_internal and goal.action.is_internal
    assert len(result(cast, cast.bob).goals) == 1
    assert result(cast, cast.priya).goals == ()


def test_a_goal_waits_then_is_reached_or_not(cast: Cast, told: Told) -> None:
    with in_tenant(cast.acme.pk):
        goal_of(cast, told)
    assert [line.state for line in result(cast, cast.bob).goals] == [GoalState.WAITING]
    later = NOW + timedelta(days=90)
    with in_tenant(cast.acme.pk):
        close_round(assessment=rounds().get(pk=told.second.pk), by=cast.bob, at=NOW + timedelta(days=1))
        third = opened(told.asked, cast.polaris, by=cast.bob, at=later)
        answer(told.asked, third, cast.priya, "fit-2", 3, at=later)
    assert [line.state for line in result(cast, cast.bob).goals] == [GoalState.MISSED]
    with in_tenant(cast.acme.pk):
        answer(told.asked, third, cast.priya, "fit-2", 4, at=later + timedelta(minutes=1))
    found = result(cast, cast.bob)
    assert [(line.state, int(line.score)) for line in found.goals] == [(GoalState.REACHED, 75)]
    assert (found.goals_reached, found.goals_kept) == (1, 1)


def test_the_plan_says_where_all_goals_lead(cast: Cast, told: Told) -> None:
    with in_tenant(cast.acme.pk):
        goal = goal_of(cast, told)
    found = result(cast, cast.bob)
    assert (found.score.overall, found.projected) == (Decimal(50), Decimal(75))
    assert [each.scored.question.key for each in found.suggestions] == ["trust", "fit-1"]
    with in_tenant(cast.acme.pk):
        drop_action(action=goal.action, reason="No budget", by=cast.bob, at=NOW)
    assert result(cast, cast.bob).projected is None


def test_another_score_and_another_day_are_one_form(cast: Cast, told: Told) -> None:
    with in_tenant(cast.acme.pk):
        goal = goal_of(cast, told)
    address = f"{PAGE.format(cast.polaris.pk)}goals/{goal.pk}/"
    client = cast.client(cast.priya)
    shown_form = client.get(address).content.decode()
    assert "Hire two sellers" in shown_form and 'value="75"' in shown_form
    sent = {"goal_score": "100", "title": "Hire three", "status": "in_progress", "due_date": "2026-08-01"}
    assert client.post(address, sent).status_code == 302
    with in_tenant(cast.acme.pk):
        goal = Goal.objects.select_related("action").get(pk=goal.pk)
    assert goal.goal_score == 100
    assert (goal.action.title, goal.action.status) == ("Hire three", ActionStatus.IN_PROGRESS)
    refused = client.post(address, sent | {"goal_score": "20"})
    assert refused.status_code == 422 and "It scores 25 already" in refused.content.decode()


def test_only_the_side_that_owes_it_changes_a_goal(cast: Cast, told: Told) -> None:
    with in_tenant(cast.acme.pk):
        goal = goal_of(cast, told, side=ActionSide.VENDOR)
        with pytest.raises(NotYourGoal):
            change_goal(goal=goal, goal_score=Decimal(100), changes={}, by=cast.priya, at=NOW)
    address = f"{PAGE.format(cast.polaris.pk)}goals/{goal.pk}/"
    assert cast.client(cast.priya).post(address, {"goal_score": "100", "title": "x"}).status_code == 302
    with in_tenant(cast.acme.pk):
        assert Goal.objects.get(pk=goal.pk).goal_score == 75


def test_a_suggestion_becomes_a_goal_in_one_form(cast: Cast, told: Told) -> None:
    address = f"{PAGE.format(cast.polaris.pk)}{told.second.pk}/goals/{told.asked.id('fit-2')}/"
    client = cast.client(cast.priya)
    html = client.get(address).content.decode()
    assert "How is fit-2?" in html and 'value="100"' in html and "75: Mostly." in html
    assert client.post(address, {"goal_score": "", "title": ""}).status_code == 422
    done = client.post(address, {"goal_score": "75", "title": "Hire", "owner": str(cast.noor.pk)}, follow=True)
    assert "The goal was set" in done.content.decode() and "Hire" in done.content.decode()
    with in_tenant(cast.acme.pk):
        action = Action.objects.get()
    assert (action.side, action.owner_id) == (ActionSide.PARTNER, cast.noor.pk)


def test_the_partner_sees_that_somebody_out_of_its_reach_answers_and_owns(cast: Cast, told: Told) -> None:
    with in_tenant(cast.acme.pk):
        answer(told.asked, told.second, cast.olga, "fit-1", 2, at=NOW + timedelta(minutes=5))
        goal_of(cast, told, side=ActionSide.VENDOR, owner=cast.olga)
    found = result(cast, cast.priya)
    origin = next(line.origin for line in found.lines if line.scored.question.key == "fit-1")
    assert (origin.role, found.goals[0].owner) == ("Channel operations", "Somebody")
    assert "Imported" not in cast.client(cast.priya).get(PAGE.format(cast.polaris.pk)).content.decode()


def test_the_form_of_an_internal_question_is_not_there_for_partners(cast: Cast, told: Told) -> None:
    address = f"{PAGE.format(cast.polaris.pk)}{told.second.pk}/goals/{told.asked.id('trust')}/"
    assert cast.client(cast.priya).get(address).status_code == 404
    html = cast.client(cast.bob).get(address).content.decode()
    assert 'name="side"' not in html, "the partner can owe nothing for what it does not see"


def test_more_goals_cost_no_more_queries(
    cast: Cast, told: Told, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = cast.client(cast.bob)
    with in_tenant(cast.acme.pk):
        goal_of(cast, told, owner=cast.priya)
    client.get(PAGE.format(cast.polaris.pk))
    with django_assert_num_queries(14):
        client.get(PAGE.format(cast.polaris.pk))
    with in_tenant(cast.acme.pk):
        goal_of(cast, told, "fit-1", score=100, owner=cast.noor)
        goal = goal_of(cast, told, "trust", side=ActionSide.VENDOR, owner=cast.bob)
        complete_action(action=goal.action, done_date=NOW.date(), by=cast.bob, at=NOW)
    with django_assert_num_queries(14):
        client.get(PAGE.format(cast.polaris.pk))
