"""Pages, files and answers of revenue goals: set, typed into, taken away and brought back, and read by whoever may."""

import json
from io import BytesIO
from typing import Any

import pytest
from django.db.models import QuerySet
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from planning.events.revenue_goals import GOAL_RETURNED
from planning.models import RevenueGoal, RevenueSegment, RevenueWorksheet
from planning.operations.revenue_goals.goals import (
    add_segment,
)
from prm.events.models import Event
from prm.tenancy.scope import in_tenant
from tests.cast import Cast
from tests.planning.goals import AS_OF, AT, make_goal, segment_of, sent, url

QUERIES_OF_PAGE = 23
FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def goal(cast: Cast) -> RevenueGoal:
    with in_tenant(cast.acme.pk):
        return make_goal(cast.alice)


def test_a_goal_is_set_on_its_page_and_bad_input_is_told_at_the_field(cast: Cast) -> None:
    client = cast.client(cast.mark)
    assert "No goal yet" in client.get(url("revenue-goal-list")).text
    wrong = {"name": "Goal", "fiscal_year": "2026", "amount": "ten", "sourced_percent": "120"}
    answer = client.post(url("revenue-goal-create"), wrong)
    assert answer.status_code == 422
    assert "“ten” is not a number" in answer.text and "Enter 100 at most." in answer.text
    answer = client.post(url("revenue-goal-create"), wrong | {"amount": "10,000,000", "sourced_percent": "18"})
    assert answer.status_code == 302
    page = client.get(answer.url).text  # type: ignore[attr-defined]
    assert "18% of $10M in FY26" in page and "$1.8M" in page
    assert "An example: put in your own." in page and "Your data: 3. Partners of the segment today." in page
    again = client.post(url("revenue-goal-create"), wrong | {"amount": "1", "sourced_percent": "18"})
    assert "Another goal of this year has this name." in again.text


def test_typing_answers_with_everything_that_follows(cast: Cast, goal: RevenueGoal) -> None:
    client, segment = cast.client(cast.olga), segment_of(cast, goal)
    page = client.get(url("revenue-goal", goal.pk) + "?case=bold").text
    assert "12,600" in page and "3,150 a quarter, 1,050 a month, 243 a week" in page
    address = url("revenue-segment-save", segment.pk)
    answer = client.post(address, sent(won_percent="40"), headers=FRAGMENT)
    assert answer.status_code == 200 and "6,300" in answer.text and "<html" not in answer.text
    zero = client.post(address, sent(mgo_percent="0"), headers=FRAGMENT).text
    assert "Cannot be reached. Line G (Reached to MGO) is 0." in zero


def test_what_cannot_be_read_is_told_and_the_rest_is_kept(cast: Cast, goal: RevenueGoal) -> None:
    client, segment = cast.client(cast.olga), segment_of(cast, goal)
    typed = sent(won_percent="150", partners="-4", campaigns="", recipients="1.5 k", average_deal="30,000")
    answer = client.post(url("revenue-segment-save", segment.pk), typed, headers=FRAGMENT)
    assert answer.status_code == 422
    for words in ("Enter 100 at most.", "Enter 0 or more.", "Enter a number", "is not a number"):
        assert words in answer.text
    with in_tenant(cast.acme.pk):
        sheet = RevenueWorksheet.objects.get(segment=segment, case="base")
    assert (sheet.average_deal, sheet.won_percent, sheet.partners) == (30_000, 20, 1_000)


def shown(**values: str) -> dict[str, str]:
    """What a page tells that it showed."""
    return {"was": json.dumps(values)}


def test_an_older_entry_never_wins_over_a_newer_one_and_both_are_told(cast: Cast, goal: RevenueGoal) -> None:
    segment = segment_of(cast, goal)
    address, was = url("revenue-segment-save", segment.pk), {"was": json.dumps({"base-won_percent": "20.0000"})}
    for number, member in enumerate((cast.olga, cast.alice)):
        client = cast.client(member)
        newer, older = str(40 + number), str(90 + number)
        first = {"base-won_percent": newer} | ({"was": json.dumps({"base-won_percent": "40.0000"})} if number else was)
        assert client.post(address, first, headers=FRAGMENT).status_code == 200
        answer = client.post(address, {"base-won_percent": older} | was, headers=FRAGMENT)
        assert answer.status_code == 409
        assert f"Changed to {newer} meanwhile, by somebody else or in another tab. You entered {older}." in answer.text
        assert "Use mine" in answer.text and f"{newer}.0000" in answer.text
        assert '<input class="input' not in answer.text, "an answer draws no field anew that somebody may type in"
        again = client.post(address, {"base-won_percent": newer} | was, headers=FRAGMENT)
        assert again.status_code == 200, "the same once more is not a conflict"


def test_fields_of_a_goal_and_its_segments_are_kept_one_by_one_and_in_order(cast: Cast, goal: RevenueGoal) -> None:
    client, segment = cast.client(cast.olga), segment_of(cast, goal)
    of_goal, of_segment = url("revenue-goal-save", goal.pk), url("revenue-segment-save", segment.pk)
    assert (
        client.post(of_goal, {"amount": "5,040,000"} | shown(amount="10,080,000"), headers=FRAGMENT).status_code == 200
    )
    late = client.post(of_goal, {"amount": "9"} | shown(amount="10,080,000"), headers=FRAGMENT)
    assert late.status_code == 409 and "Changed to 5,040,000 meanwhile" in late.text
    assert (
        client.post(of_segment, {"share_percent": "40"} | shown(share_percent="100"), headers=FRAGMENT).status_code
        == 200
    )
    late = client.post(of_segment, {"share_percent": "90"} | shown(share_percent="100"), headers=FRAGMENT)
    assert late.status_code == 409
    with in_tenant(cast.acme.pk):
        cast.polaris.tier = "Gold"
        cast.polaris.save()
        RevenueSegment.objects.filter(pk=segment.pk).update(group_by="region", value="North")
    moved = client.post(of_segment, {"whose": "tier:Gold"} | shown(whose="region:South"), headers=FRAGMENT)
    assert moved.status_code == 409
    assert client.post(of_segment, {"share_percent": "many"}, headers=FRAGMENT).status_code == 422
    with in_tenant(cast.acme.pk):
        found = RevenueSegment.objects.get()
        assert found.share_percent == 40 and found.whom == "Region: North"
        assert RevenueGoal.objects.get().amount == 5_040_000


def test_the_head_of_goal_and_segment_is_kept_as_it_is_typed(cast: Cast, goal: RevenueGoal) -> None:
    client, segment = cast.client(cast.olga), segment_of(cast, goal)
    head = {"name": "Next goal", "fiscal_year": "2026", "amount": "5,040,000", "sourced_percent": "100"}
    assert "6,300" in client.post(url("revenue-goal-save", goal.pk), head, headers=FRAGMENT).text
    refused = client.post(url("revenue-goal-save", goal.pk), head | {"amount": ""}, headers=FRAGMENT)
    assert refused.status_code == 422 and "This field is required." in refused.text
    changed = {"name": "Half", "share_percent": "50", "whose": "all"}
    answer = client.post(url("revenue-segment-save", segment.pk), changed, headers=FRAGMENT)
    assert "add up to 50 %, less than the whole goal" in answer.text
    plain = client.post(url("revenue-segment-save", segment.pk), changed | {"name": "Whole", "share_percent": "100"})
    assert plain.status_code == 302
    with in_tenant(cast.acme.pk):
        assert RevenueSegment.objects.get().name == "Whole"
        assert RevenueGoal.objects.get().amount == 5_040_000


def test_segments_come_and_go(cast: Cast, goal: RevenueGoal) -> None:
    client = cast.client(cast.olga)
    with in_tenant(cast.acme.pk):
        cast.polaris.tier = "Gold"
        cast.polaris.save()
    taken = {"name": "All partners", "share_percent": "50", "whose": "tier:Gold"}
    assert "has this name" in client.post(url("revenue-segment-add", goal.pk), taken).text
    client.post(url("revenue-segment-add", goal.pk), taken | {"name": "Gold partners"})
    with in_tenant(cast.acme.pk):
        gold = RevenueSegment.objects.get(name="Gold partners")
        assert gold.whom == "Tier: Gold"
        assert RevenueWorksheet.objects.filter(segment=gold, partners=1).count() == 3
    assert client.post(url("revenue-segment-fill", gold.pk)).status_code == 302
    with in_tenant(cast.acme.pk):
        before = everything(goal)
    removed = client.post(url("revenue-segment-removal", gold.pk), follow=True).text
    assert url("revenue-goal-return", gold.pk) in removed and ">Undo<" in removed
    with in_tenant(cast.acme.pk):
        assert RevenueSegment.objects.count() == 1 and RevenueWorksheet.objects.count() == 3
    for _ in range(2):
        assert client.post(url("revenue-goal-return", gold.pk)).status_code == 302
    assert "This is back already" in client.get(url("revenue-goal-list")).text
    with in_tenant(cast.acme.pk):
        assert everything(goal) == before


def test_a_removed_goal_comes_back_with_all_that_was_in_it(cast: Cast, goal: RevenueGoal) -> None:
    client = cast.client(cast.olga)
    with in_tenant(cast.acme.pk):
        add_segment(goal=goal, fields={"name": "Second", "share_percent": 20}, as_of=AS_OF, by=cast.alice, at=AT)
        before, segment = everything(goal), RevenueSegment.objects.get(name="Second")
    client.post(url("revenue-segment-removal", segment.pk))
    client.post(url("revenue-goal-return", segment.pk))
    assert url("revenue-goal-return", goal.pk) in client.post(url("revenue-goal-removal", goal.pk), follow=True).text
    assert "No goal yet" in client.get(url("revenue-goal-list")).text
    with in_tenant(cast.acme.pk):
        assert not RevenueWorksheet.objects.exists()
        taken = make_goal(cast.alice)
    page = client.post(url("revenue-goal-return", goal.pk), follow=True).text
    assert "Another goal of this year has this name." in page
    cast.client(cast.bob).post(url("revenue-goal-return", goal.pk))
    client.post(url("revenue-goal-removal", taken.pk))
    client.post(url("revenue-goal-return", goal.pk))
    with in_tenant(cast.acme.pk):
        assert everything(goal) == before
        assert Event.objects.filter(subject_id=goal.pk, name=GOAL_RETURNED).count() == 1


def everything(goal: RevenueGoal) -> list[dict[str, Any]]:
    """Every row of the goal, but for when it was changed."""
    found: list[QuerySet[Any]] = [
        RevenueGoal.objects.filter(pk=goal.pk),
        RevenueSegment.objects.filter(goal=goal).order_by("pk"),
        RevenueWorksheet.objects.filter(segment__goal=goal).order_by("pk"),
    ]
    rows: list[dict[str, Any]] = [row for each in found for row in each.values()]
    return [{name: value for name, value in row.items() if not name.startswith("changed")} for row in rows]


def test_the_page_takes_as_many_queries_for_three_segments_as_for_one(
    cast: Cast, goal: RevenueGoal, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = cast.client(cast.olga)
    for _ in range(2):
        with django_assert_num_queries(QUERIES_OF_PAGE):
            assert client.get(url("revenue-goal", goal.pk)).status_code == 200
        with in_tenant(cast.acme.pk):
            for name in ("Second", "Third"):
                if RevenueSegment.objects.filter(goal=goal).count() < 3:
                    add_segment(goal=goal, fields={"name": name}, as_of=AS_OF, by=cast.olga, at=AT)


def test_the_list_takes_as_many_queries_for_three_goals_as_for_one(
    cast: Cast, goal: RevenueGoal, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = cast.client(cast.olga)
    with django_assert_num_queries(10):
        client.get(url("revenue-goal-list"))
    with in_tenant(cast.acme.pk):
        for name in ("Second", "Third"):
            make_goal(cast.alice, name)
    with django_assert_num_queries(10):
        assert client.get(url("revenue-goal-list")).text.count("12,600") == 3


def test_the_workbook_holds_the_figures_of_the_page(cast: Cast, goal: RevenueGoal) -> None:
    answer = cast.client(cast.alice).get(url("revenue-goal-file", goal.pk))
    book = load_workbook(BytesIO(answer.content))
    result, worksheets, quarters, _segments = book.worksheets
    rows = {row[0]: row[1:] for row in result.iter_rows(values_only=True)}
    assert rows["MGOs needed"] == (12_600,) * 3 and rows["MGOs needed a week"] == (243,) * 3
    assert worksheets.max_row == 4 and quarters.max_row == 17


def test_the_api_tells_what_each_case_needs(
    cast: Cast, goal: RevenueGoal, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = cast.client(cast.mark)
    found = client.get(f"/api/v1/acme/revenue-goals/{goal.pk}/").json()
    (segment,) = found["segments"]
    base = next(each for each in segment["cases"] if each["case"] == "base")
    assert (base["needed"]["mgos"], base["needed"]["mgos_a_week"], base["mgos"]) == (12_600, 243, "12600.0000")
    with in_tenant(cast.acme.pk):
        for name in ("Second", "Third"):
            make_goal(cast.alice, name)
    with django_assert_num_queries(10):
        assert len(client.get("/api/v1/acme/revenue-goals/").json()["results"]) == 3
    assert cast.client(cast.bob).get("/api/v1/acme/revenue-goals/").status_code == 403


def test_cams_and_partners_find_no_goal(cast: Cast, goal: RevenueGoal) -> None:
    for member in (cast.bob, cast.priya):
        client = cast.client(member)
        assert client.get(url("revenue-goal", goal.pk)).status_code == 404
        assert "Revenue goals" not in client.get("/t/acme/", follow=True).text
