"""Revenue goals on real rows: set, typed into, compared with what is there, and read by whoever may."""

import json
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from partners.enums import LifeStage
from planning.calculations.revenue_goals.worksheet import WorksheetLine
from planning.enums import Case
from planning.events.revenue_goals import GOAL_RETURNED
from planning.models import RevenueGoal, RevenueSegment, RevenueWorksheet
from planning.operations.marketing import flow
from planning.operations.revenue_goals.goals import (
    MOST_SEGMENTS,
    TooManySegments,
    add_segment,
    change_goal,
    create_goal,
    fill_segment,
)
from planning.operations.revenue_goals.worksheets import Entered, Theirs, save_worksheets
from planning.queries.revenue_goals.goals import result_of
from planning.queries.revenue_goals.progress import progress_of, standings_of
from planning.queries.revenue_goals.segment_history import histories
from prm.events.models import Event
from prm.tenancy.scope import in_tenant
from sales.enums import LeadStage
from sales.models import Campaign, Deal, DealStage, Lead
from tests.cast import Cast
from tests.planning.goals import AS_OF, AT, make_goal, sent
from tests.planning.marketing import Q2, vector_plan

QUERIES_OF_PAGE = 23
FRAGMENT = {"HX-Request": "true"}


def url(name: str, *args: object) -> str:
    return reverse(f"planning:{name}", args=["acme", *args])


@pytest.fixture
def goal(cast: Cast) -> RevenueGoal:
    with in_tenant(cast.acme.pk):
        return make_goal(cast.alice)


def segment_of(cast: Cast, goal: RevenueGoal) -> RevenueSegment:
    with in_tenant(cast.acme.pk):
        return RevenueSegment.objects.select_related("goal").get(goal=goal)


def win(cast: Cast, amount: int, day: date, **more: object) -> Deal:
    stage = DealStage.objects.get(outcome="won")
    return Deal.objects.create(partner=cast.polaris, name="Deal", amount=amount, stage=stage, closed_date=day, **more)


def lead(cast: Cast, day: date, *, entered: LeadStage = LeadStage.MQL, **more: object) -> Lead:
    named = {"company_name": "Example", "normalized_name": "example"}
    return Lead.objects.create(
        partner=cast.polaris, entered_date=day, stage_date=day, entered_stage=entered, stage=entered, **named, **more
    )


def test_a_goal_begins_with_all_partners_in_three_cases(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        cast.vega.life_stage = LifeStage.LAPSED
        cast.vega.save()
        fields = {"name": "Goal", "fiscal_year": 2026, "amount": Decimal(100)}
        goal = create_goal(fields=fields, as_of=AS_OF, by=cast.alice, at=AT)
        (found,) = result_of(goal).segments
        assert list(found.sheets) == list(Case)
        assert {each.sheet.partners for each in found.sheets.values()} == {2}
        assert Event.objects.get(subject_id=goal.pk).name == "planning.revenue_goal.created"


def test_worksheets_begin_with_what_the_tenants_own_records_tell(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        for number in range(1, 4):
            win(cast, 1_000 * number, date(2026, 3, number))
        win(cast, 99_000, date(2025, 3, 1))
        campaign = Campaign.objects.create(partner=cast.polaris, name="Webinar", start_date=date(2026, 2, 1))
        lead(cast, date(2026, 2, 3), campaign=campaign)
        lead(cast, date(2026, 2, 3), entered=LeadStage.SQL)
        lead(cast, date(2026, 6, 1), entered=LeadStage.INQUIRY)
        goal = make_goal(cast.alice)
        segment = RevenueSegment.objects.get(goal=goal)
        found = histories([segment], as_of=AS_OF)[segment.pk]
        assert (found.partners, found.engaged, found.campaigns, found.leads, found.opportunities) == (3, 1, 1, 2, 1)
        assert (found.closed, found.won, found.won_amount) == (3, 3, Decimal(6_000))
        fill_segment(segment=segment, as_of=AS_OF, by=cast.alice, at=AT)
        sheet = RevenueWorksheet.objects.get(segment=segment, case="base")
        assert (sheet.average_deal, sheet.engaged_percent) == (2_000, Decimal("33.3"))


def test_histories_of_ten_segments_take_the_queries_of_one(
    cast: Cast, goal: RevenueGoal, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with in_tenant(cast.acme.pk):
        segments = list(RevenueSegment.objects.filter(goal=goal))
        for rows in (segments, segments * 10):
            with django_assert_num_queries(5):
                histories(rows, as_of=AS_OF)


def test_what_two_people_type_at_once_is_never_lost_unseen(cast: Cast, goal: RevenueGoal) -> None:
    segment = segment_of(cast, goal)
    won, mgo = (Case.BASE, WorksheetLine.WON), (Case.BASE, WorksheetLine.MGO)
    with in_tenant(cast.acme.pk):
        mine = {won: Entered(Decimal(25), Decimal(20)), mgo: Entered(Decimal(1), Decimal(1))}
        assert save_worksheets(segment=segment, entered=mine, by=cast.alice, at=AT) == {}
        theirs = {won: Entered(Decimal(30), Decimal(20)), mgo: Entered(Decimal(2), Decimal(1))}
        found = save_worksheets(segment=segment, entered=theirs, by=cast.olga, at=AT)
        assert found == {won: Theirs(Decimal(25), is_conflict=True)}
        untouched = {won: Entered(Decimal(25), Decimal(25)), mgo: Entered(Decimal(1), Decimal(1))}
        assert save_worksheets(segment=segment, entered=untouched, by=cast.alice, at=AT) == {
            mgo: Theirs(Decimal(2), is_conflict=False)
        }
        again = {won: Entered(Decimal(30), Decimal(25))}
        assert save_worksheets(segment=segment, entered=again, by=cast.olga, at=AT) == {}
        sheet = RevenueWorksheet.objects.get(segment=segment, case="base")
    assert (sheet.won_percent, sheet.mgo_percent, sheet.changed_by_id) == (30, 2, cast.olga.pk)


def test_goals_and_segments_have_limits_in_words(cast: Cast, goal: RevenueGoal) -> None:
    with in_tenant(cast.acme.pk):
        with pytest.raises(ValidationError, match="0 or more"):
            change_goal(goal=goal, fields={"amount": Decimal(-1)}, by=cast.alice, at=AT)
        with pytest.raises(ValidationError, match="Another goal"):
            make_goal(cast.alice)
        for number in range(1, MOST_SEGMENTS):
            add_segment(goal=goal, fields={"name": f"S{number}"}, as_of=AS_OF, by=cast.alice, at=AT)
        with pytest.raises(TooManySegments):
            add_segment(goal=goal, fields={"name": "One more"}, as_of=AS_OF, by=cast.alice, at=AT)


def test_live_figures_count_on_the_day_on_which_they_happened(cast: Cast, goal: RevenueGoal) -> None:
    with in_tenant(cast.acme.pk):
        lead(cast, date(2026, 1, 5))
        lead(cast, date(2026, 4, 5), entered=LeadStage.SQL, deal=win(cast, 500, date(2026, 5, 1)))
        lead(cast, date(2026, 4, 6), entered=LeadStage.INQUIRY)
        lead(cast, date(2025, 12, 31))
        lead(cast, date(2026, 6, 16))
        win(cast, 70, date(2026, 5, 2))
        win(cast, 9, date(2026, 6, 16))
        found = progress_of(result_of(goal), Case.BASE, tenant=cast.acme, as_of=AS_OF)
    assert [each.live for each in found.mgos.quarters] == [1, 1, None, None]
    assert (found.opportunities.live, found.revenue.live, found.all_won.live) == (
        Decimal(1),
        Decimal(500),
        Decimal(570),
    )
    assert [each.needed for each in found.mgos.quarters] == [3_150] * 4
    assert found.mgos.planned == found.opportunities.planned == 0


def test_each_segment_and_case_stands_beside_its_own_plans_and_live_figures(
    cast: Cast, goal: RevenueGoal, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with in_tenant(cast.acme.pk):
        for partner, tier in ((cast.polaris, "Gold"), (cast.vega, "Silver"), (cast.orion, "Silver")):
            partner.tier = tier
            partner.save()
        RevenueSegment.objects.filter(goal=goal).update(group_by="tier", value="Gold", share_percent=75)
        silver = {"name": "Silver", "share_percent": 25, "group_by": "tier", "value": "Silver"}
        added = add_segment(goal=goal, fields=silver, as_of=AS_OF, by=cast.alice, at=AT)
        first = RevenueWorksheet.objects.filter(segment__goal=goal).exclude(segment=added)[0]
        lines = {line.value: getattr(first, line.value) for line in WorksheetLine}
        RevenueWorksheet.objects.filter(segment=added).update(**lines)
        for partner in (cast.polaris, cast.vega):
            flow.submit_plan(plan=vector_plan(partner, cast.bob, Q2), by=cast.bob, at=AT)
        win(cast, 70, date(2026, 5, 2))
        lead(cast, date(2026, 1, 5))
        lead(cast, date(2026, 4, 5), deal=win(cast, 500, date(2026, 5, 1)))
        Lead.objects.create(
            partner=cast.vega,
            entered_date=date(2026, 5, 5),
            stage_date=date(2026, 5, 5),
            entered_stage=LeadStage.SQL,
            stage=LeadStage.SQL,
            company_name="Quay",
            normalized_name="quay",
        )
        with django_assert_num_queries(8):
            found = standings_of(result_of(goal), tenant=cast.acme, as_of=AS_OF)
    for case, planned in ((Case.BLEAK, 120), (Case.BASE, 200), (Case.BOLD, 260)):
        gold, other = found[case].segments
        assert [each.needed for each in (found[case].mgos, gold.mgos, other.mgos)] == [12_600, 9_450, 3_150]
        assert [each.planned for each in (found[case].mgos, gold.mgos, other.mgos)] == [2 * planned, planned, planned]
    base = found[Case.BASE]
    gold, other = base.segments
    assert [each.live for each in (base.mgos, gold.mgos, other.mgos)] == [3, 2, 1]
    assert [each.live for each in (base.revenue, gold.revenue, other.revenue)] == [500, 500, 0]
    assert [base.all_won.live, other.opportunities.live, base.opportunities.planned] == [570, 1, 120]
    assert [each.planned for each in gold.mgos.quarters] == [0, 200, 0, 0]
    assert [each.live for each in gold.mgos.quarters] == [1, 1, None, None]
    client = cast.client(cast.olga)
    page = client.get(url("revenue-goal", goal.pk)).text
    assert "Segment by segment" in page and "Tier: Silver" in page
    assert "rounded up by itself" in page and "MGO (marketing-generated opportunity)" in page
    book = load_workbook(BytesIO(client.get(url("revenue-goal-file", goal.pk)).content))
    rows = list(book.worksheets[3].iter_rows(values_only=True))
    assert ("Silver", "Bold", "MGOs", 3_150, 260) in [row[:5] for row in rows]
    assert len(rows) == 1 + 2 * 3 * 3


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
