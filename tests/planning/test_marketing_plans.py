"""Marketing plans: begun with a first draft, written by several people, approved, locked, and compared with results."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from planning.calculations.marketing.as_json import from_json, to_json
from planning.calculations.marketing.kinds import MarketingState
from planning.calculations.marketing.tactic_examples import TACTIC_EXAMPLES
from planning.enums import Case
from planning.events.marketing import PLAN_RUNNING
from planning.migrations import __name__ as migrations
from planning.models import MarketingGoal, MarketingPlan, MarketingStep, Tactic, TacticType
from planning.operations.marketing import flow
from planning.operations.marketing.clock import count_activity
from planning.operations.marketing.editing import FieldConflict, PlanLocked, add_goal, remove_part
from planning.operations.marketing.starting import PlanExists
from planning.operations.marketing.tactic_types import TypeInUse, change_type, remove_type
from planning.queries.marketing.plans import active_seconds, promises, whole_plans, writing_times
from planning.queries.marketing.results import results_of
from planning.tasks import run_due_marketing_everywhere, run_due_marketing_of_tenant
from prm.celery import app
from prm.events.models import Event
from prm.kernel.refusal import Refused
from prm.tenancy.scope import in_tenant
from sales.models import Campaign
from tests.cast import NOW, TODAY, Cast
from tests.planning.marketing import Q2, Q3, again, begun, changed, tactic_of, vector_plan

pytestmark = pytest.mark.django_db


def test_every_tenant_begins_with_examples_of_tactics(cast: Cast) -> None:
    from importlib import import_module

    told = import_module(f"{migrations}.0004_default_tactic_types").TYPES
    assert [row[0] for row in told] == [example.name for example in TACTIC_EXAMPLES]
    for tenant in (cast.acme, cast.globex):
        with in_tenant(tenant.pk):
            assert TacticType.objects.filter(is_example=True).count() == len(TACTIC_EXAMPLES) >= 10


def test_a_first_draft_exists_at_once(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = begun(cast.polaris, cast.bob)
        assert (plan.title, plan.state_enum, plan.goals.count()) == ("Marketing Q3 FY26", MarketingState.DRAFT, 2)
        tactics = list(plan.tactics.order_by("order"))
        assert [each.name for each in tactics] == ["E-mail campaign", "Webinar", "Customer event"]
        assert all(each.start_date in Q3 and each.end_date in Q3 for each in tactics)
        assert all(each.mdf_budget * 2 == each.budget for each in tactics)
        with pytest.raises(PlanExists):
            begun(cast.polaris, cast.olga)


def test_the_next_plan_begins_from_the_last_one(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        last = vector_plan(cast.polaris, cast.bob, Q2)
        goal = last.goals.order_by("order")[0]
        changed(goal, "target", Decimal(150), by=cast.bob, quarter=Q2)
        Tactic.objects.filter(plan=last).update(goal=goal, audience="Hospitals")
        plan = begun(cast.polaris, cast.bob, Q3)
        copied = plan.tactics.get()
        assert (copied.name, copied.audience, copied.reach) == ("Launch webinar", "Hospitals", 10_000)
        assert (copied.start_date, copied.end_date) == (date(2026, 7, 1), date(2026, 7, 20))
        assert copied.goal is not None
        assert (copied.goal.plan_id, copied.goal.target) == (plan.pk, Decimal(150))
        assert copied.campaign_id is None


def test_a_slower_writer_of_the_same_field_sees_both_values(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        tactic = tactic_of(begun(cast.polaris, cast.bob))
        seen = tactic.budget
        changed(tactic, "budget", Decimal(5000), by=cast.bob)
        with pytest.raises(FieldConflict, match="Bob changed this field") as conflict:
            changed(tactic, "budget", Decimal(7000), by=cast.priya, base=seen)
        assert (conflict.value.theirs, conflict.value.mine) == (Decimal(5000), Decimal(7000))
        changed(tactic, "audience", "Banks", by=cast.priya, base="")
        changed(tactic, "budget", Decimal(5000), by=cast.priya, base=seen)
        assert (again(tactic).budget, again(tactic).audience) == (Decimal(5000), "Banks")


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("mdf_budget", Decimal(99_999), "cannot be more than"),
        ("budget", Decimal(10), "Lower the MDF first"),
        ("start_date", date(2026, 6, 30), "Q3 FY26 runs from 1 Jul 2026 to 30 Sep 2026"),
        ("end_date", date(2026, 10, 1), "Q3 FY26 runs"),
        ("start_date", date(2026, 9, 29), "Move its end first"),
    ],
)
def test_what_cannot_be_is_refused_in_words(cast: Cast, field: str, value: object, words: str) -> None:
    with in_tenant(cast.acme.pk):
        tactic = tactic_of(begun(cast.polaris, cast.bob))
        with pytest.raises(Refused, match=words) as refusal:
            changed(tactic, field, value, by=cast.bob)
        assert refusal.value.field == field


@pytest.mark.parametrize("field", ["budget", "inquiry_percent", "won_percent", "average_deal", "reach"])
def test_negative_figures_and_shares_above_all_are_refused(cast: Cast, field: str) -> None:
    with in_tenant(cast.acme.pk):
        tactic = tactic_of(begun(cast.polaris, cast.bob))
        with pytest.raises((ValidationError, Refused)):
            changed(tactic, field, Decimal(-1) if field != "reach" else -1, by=cast.bob)
        with pytest.raises(ValidationError):
            changed(tactic, "mql_percent", Decimal("100.01"), by=cast.bob)
        with pytest.raises(IntegrityError), transaction.atomic():
            Tactic.objects.filter(pk=tactic.pk).update(mql_percent=Decimal(101))


def test_cases_stay_in_order(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = begun(cast.polaris, cast.bob)
        with pytest.raises(ValidationError, match="Bleak brings no more than base"):
            changed(plan, "bleak_percent", Decimal(110), by=cast.bob)


def test_a_plan_goes_from_draft_to_closed_and_whoever_asks_does_not_decide(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = vector_plan(cast.polaris, cast.olga)
        flow.submit_plan(plan=plan, by=cast.olga, at=NOW)
        for nobody in (cast.olga, cast.bob, cast.priya):
            with pytest.raises(flow.NotYourDecision):
                flow.approve_plan(plan=plan, by=nobody, at=NOW)
        with pytest.raises(flow.NoReason):
            flow.send_back(plan=plan, reason=" ", by=cast.mark, at=NOW)
        flow.send_back(plan=plan, reason="Fewer fairs", by=cast.mark, at=NOW)
        flow.submit_plan(plan=plan, by=cast.olga, at=NOW)
        flow.approve_plan(plan=plan, by=cast.mark, at=NOW)
        flow.run_plan(plan=plan, by=cast.bob, at=NOW)
        flow.close_plan(plan=plan, by=cast.bob, at=NOW)
        with pytest.raises(flow.NotThatWay):
            flow.submit_plan(plan=plan, by=cast.olga, at=NOW)
        steps = MarketingStep.objects.filter(plan=plan).order_by("id").values_list("to_state", flat=True)
        assert list(steps) == ["submitted", "sent_back", "submitted", "approved", "running", "closed"]


def test_an_approved_plan_runs_by_itself_once_from_the_day_of_its_first_tactic(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan, waiting = vector_plan(cast.polaris, cast.bob), vector_plan(cast.vega, cast.bob)
        Tactic.objects.filter(plan=plan).update(start_date=date(2026, 7, 6))
        for each in (plan, waiting):
            flow.submit_plan(plan=each, by=cast.bob, at=NOW)
        flow.approve_plan(plan=plan, by=cast.mark, at=NOW)
    ran = [
        run_due_marketing_of_tenant(tenant_id=str(tenant.pk), today=day)
        for tenant in (cast.globex, cast.acme)
        for day in ("2026-07-05", "2026-07-06", "2026-07-06", "2026-09-30")
    ]
    assert ran == [0, 0, 0, 0, 0, 1, 0, 0]
    with in_tenant(cast.acme.pk):
        assert (again(plan).state, again(waiting).state) == ("running", "submitted")
        step = MarketingStep.objects.get(plan=plan, to_state="running")
        assert (step.from_state, step.taken_by) == ("approved", None)
        assert Event.objects.get(name=PLAN_RUNNING).actor_name == "Tandem"
        flow.reopen_plan(plan=plan, reason="Another date", by=cast.bob, at=NOW)
    assert run_due_marketing_of_tenant(tenant_id=str(cast.acme.pk), today="2026-09-30") == 0
    assert "By itself" in cast.client(cast.bob).get(f"/t/acme/partners/{plan.partner_id}/marketing/{plan.pk}/").text
    assert run_due_marketing_everywhere.name in {entry["task"] for entry in app.conf.beat_schedule.values()}


def test_a_plan_without_tactics_or_with_an_empty_one_is_not_ready(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = begun(cast.polaris, cast.bob)
        tactic = tactic_of(plan)
        Tactic.objects.filter(pk=tactic.pk).update(budget=0, mdf_budget=0, reach=0)
        with pytest.raises(flow.NotYet, match="E-mail campaign has neither"):
            flow.submit_plan(plan=plan, by=cast.bob, at=NOW)
        plan.tactics.all().delete()
        with pytest.raises(flow.NotYet, match="needs a tactic"):
            flow.submit_plan(plan=plan, by=cast.bob, at=NOW)


def test_approved_figures_are_locked_and_kept_whatever_is_written_later(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = vector_plan(cast.polaris, cast.bob)
        tactic = plan.tactics.get()
        flow.submit_plan(plan=plan, by=cast.bob, at=NOW)
        flow.approve_plan(plan=plan, by=cast.mark, at=NOW)
        for write in (
            lambda: changed(again(tactic), "budget", Decimal(1), by=cast.bob),
            lambda: remove_part(plan=plan, part=tactic, by=cast.bob, at=NOW),
            lambda: add_goal(plan=plan, fields={"text": "More", "kind": "mgos"}, by=cast.bob, at=NOW),
        ):
            with pytest.raises(PlanLocked):
                write()
        campaign = again(tactic).campaign
        assert campaign is not None
        assert (campaign.name, campaign.channel, campaign.partner_id) == ("Launch webinar", "Webinar", cast.polaris.pk)

        flow.reopen_plan(plan=plan, reason="Half the reach", by=cast.bob, at=NOW)
        changed(again(tactic), "reach", 5000, by=cast.bob)
        found = results_of(plan, as_of=TODAY, window_days=180)
        assert found is not None
        assert found.approved.total.revenue == Decimal(300_000)
        assert again(plan).revision == 2
        flow.submit_plan(plan=plan, by=cast.bob, at=NOW)
        flow.approve_plan(plan=plan, by=cast.mark, at=NOW + timedelta(minutes=1))
        found = results_of(plan, as_of=TODAY, window_days=180)
        assert found is not None
        assert found.approved.total.revenue == Decimal(150_000)
        assert Campaign.objects.filter(partner=cast.polaris).count() == 1


def test_a_kept_forecast_reads_as_it_was_written(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = whole_plans().get(pk=vector_plan(cast.polaris, cast.bob).pk)
        kept = flow.kept_forecast(plan)
        assert from_json(to_json(kept)) == kept


def test_plans_that_were_submitted_promise_and_drafts_do_not(cast: Cast, django_assert_num_queries: Any) -> None:
    with in_tenant(cast.acme.pk):
        plan, draft = vector_plan(cast.polaris, cast.bob), vector_plan(cast.vega, cast.bob)
        start, end = date(2026, 1, 1), date(2026, 12, 31)
        assert promises(start_date=start, end_date=end) == []
        flow.submit_plan(plan=plan, by=cast.bob, at=NOW)
        with django_assert_num_queries(2):
            (found,) = promises(start_date=start, end_date=end)
        assert (found.partner_id, found.quarter_start_date) == (cast.polaris.pk, Q3.start_date)
        assert {case: each.mgos for case, each in found.cases.items()} == {"bleak": 120, "base": 200, "bold": 260}
        assert found.cases[Case.BASE].revenue == 300_000
        flow.submit_plan(plan=draft, by=cast.bob, at=NOW)
        with django_assert_num_queries(2):
            assert len(promises(start_date=start, end_date=end)) == 2
        theirs = promises(start_date=start, end_date=end, partner_ids=[cast.vega.pk])
        assert [each.partner_id for each in theirs] == [cast.vega.pk]
        assert promises(start_date=date(2026, 10, 1), end_date=date(2026, 12, 31)) == []


def test_the_stopwatch_counts_until_the_plan_is_submitted(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = vector_plan(cast.polaris, cast.bob)
        for seconds in (0, 30, 60, 400):
            count_activity(plan=plan, by=cast.bob, at=NOW + timedelta(seconds=seconds))
        assert active_seconds(plan) == 60
        assert writing_times().count == 0
        flow.submit_plan(plan=plan, by=cast.bob, at=NOW)
        count_activity(plan=again(plan), by=cast.bob, at=NOW + timedelta(seconds=420))
        assert (writing_times().count, writing_times().median) == (1, timedelta(seconds=60))


def test_a_changed_type_is_no_example_and_one_in_use_stays(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        kind = tactic_of(begun(cast.polaris, cast.bob)).type
        change_type(kind=kind, changes={"mql_percent": Decimal(33)}, by=cast.mark, at=NOW)
        assert not again(kind).is_example
        with pytest.raises(TypeInUse):
            remove_type(kind=kind, by=cast.mark, at=NOW)
        remove_type(kind=TacticType.objects.get(name="Direct mail"), by=cast.mark, at=NOW)


def test_a_removed_goal_leaves_its_tactics(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = begun(cast.polaris, cast.bob)
        goal, tactic = plan.goals.order_by("order")[0], tactic_of(plan)
        changed(tactic, "goal", goal, by=cast.bob, base=None)
        remove_part(plan=plan, part=goal, by=cast.bob, at=NOW)
        assert again(tactic).goal_id is None
        assert MarketingGoal.objects.filter(plan=plan).count() == 1
        assert MarketingPlan.objects.count() == 1
