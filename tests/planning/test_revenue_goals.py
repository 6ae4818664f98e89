"""Revenue goals on real rows: what they begin with, what is kept, and what they are compared with."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from partners.enums import LifeStage
from planning.calculations.revenue_goals.worksheet import WorksheetLine
from planning.enums import Case
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
from tests.planning.goals import AS_OF, AT, make_goal, segment_of, url
from tests.planning.marketing import Q2, vector_plan


@pytest.fixture
def goal(cast: Cast) -> RevenueGoal:
    with in_tenant(cast.acme.pk):
        return make_goal(cast.alice)


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
