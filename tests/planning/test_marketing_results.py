"""What came of marketing plans: beside what was approved, on its days, and as rates of the partner's own."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from planning.documents.marketing.results import shown_result, shown_total
from planning.models import TacticType
from planning.operations.marketing import flow
from planning.operations.marketing.editing import add_tactic, remove_part
from planning.queries.marketing.own_rates import own_rates
from planning.queries.marketing.results import results_of
from prm.tenancy.models import new_id
from prm.tenancy.scope import in_tenant
from sales.enums import LeadStage
from sales.models import Campaign, Deal, DealStage, Lead, LeadMove
from tests.cast import NOW, TODAY, Cast
from tests.planning.marketing import Q2, Q3, begun, vector_plan

pytestmark = pytest.mark.django_db
NAMED = {"company_name": "Somebody", "normalized_name": "somebody"}


def test_results_stand_beside_the_approved_forecast_on_their_days(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = vector_plan(cast.polaris, cast.bob, Q2)
        flow.submit_plan(plan=plan, by=cast.bob, at=NOW)
        flow.approve_plan(plan=plan, by=cast.mark, at=NOW)
        tactic = plan.tactics.get()
        assert tactic.campaign is not None
        for number in range(3):
            lead(cast, tactic.campaign, date(2026, 4, 10 + number), LeadStage.MQL if number else LeadStage.INQUIRY)
        lead(cast, tactic.campaign, date(2026, 6, 10), LeadStage.INQUIRY)
        found = results_of(plan, as_of=TODAY, window_days=180)
        assert found is not None
        result = found.tactics[tactic.pk]
        assert (result.so_far.hard.leads, result.so_far.hard.mgos, result.so_far.soft.leads) == (4, 2, 0)
        assert [each.due_date for each in result.checkpoints] == [
            date(2026, 5, 20),
            date(2026, 7, 19),
            date(2026, 10, 17),
        ]
        first, second, _ = result.checkpoints
        assert first.result is not None
        assert (first.result.hard.leads, second.is_due) == (3, False)
        assert result.now.pair.roi.as_percent() == "−100%"


def test_own_rates_take_the_place_of_examples_once_thirty_leads_tell_them(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = vector_plan(cast.polaris, cast.bob, Q2)
        flow.submit_plan(plan=plan, by=cast.bob, at=NOW)
        flow.approve_plan(plan=plan, by=cast.mark, at=NOW)
        tactic = plan.tactics.get()
        assert tactic.campaign is not None
        day = TODAY - timedelta(days=100)
        for number in range(29):
            lead(cast, tactic.campaign, day, LeadStage.MQL if number < 12 else LeadStage.INQUIRY)
        told = own_rates(cast.polaris, as_of=TODAY)[tactic.type_id]
        assert {name: (rate.value, rate.size) for name, rate in told.items()} == {
            "inquiry_percent": (Decimal("0.29"), "n = 10,000 reached")
        }
        lead(cast, tactic.campaign, day, LeadStage.INQUIRY)
        lead(cast, tactic.campaign, TODAY, LeadStage.MQL)
        lead(cast, tactic.campaign, TODAY + timedelta(days=1), LeadStage.MQL)
        own = own_rates(cast.polaris, as_of=TODAY)[tactic.type_id]
        assert {name: (rate.value, rate.count) for name, rate in own.items()} == {
            "inquiry_percent": (Decimal("0.31"), 10_000),
            "cost_per_response": (Decimal("483.87"), 31),
            "mql_percent": (Decimal(40), 30),
        }
        added = add_tactic(
            plan=begun(cast.polaris, cast.bob, Q3), kind=tactic.type, quarter=Q3, today=TODAY, by=cast.bob, at=NOW
        )
        assert (added.mql_percent, added.sal_percent) == (Decimal(40), tactic.type.sal_percent)
        assert (added.inquiry_percent, added.cost_per_response) == (Decimal("0.31"), Decimal("483.87"))
        assert own_rates(cast.polaris, as_of=date(2026, 5, 19)) == {}
        TacticType.objects.filter(pk=tactic.type_id).update(is_verifiable=False)
        assert set(own_rates(cast.polaris, as_of=TODAY)[tactic.type_id]) == {"mql_percent"}
    page = " ".join(
        cast.client(cast.priya).get(f"/t/acme/partners/{added.partner_id}/marketing/{added.plan_id}/").text.split()
    )
    assert "your own rate: " in page or "your own rate, n = " in page
    assert "entered here" in page and "example, edit" in page


def lead(cast: Cast, campaign: Campaign, day: date, stage: LeadStage) -> None:
    """A lead of Polaris that came in as an inquiry and reached the stage on the same day."""
    made = Lead.objects.create(
        partner=cast.polaris,
        campaign=campaign,
        company_name="Somebody",
        normalized_name="somebody",
        stage=stage,
        stage_date=day,
        entered_date=day,
    )
    for step in (LeadStage.INQUIRY, stage) if stage is not LeadStage.INQUIRY else (LeadStage.INQUIRY,):
        LeadMove.objects.create(lead=made, partner=cast.polaris, to_stage=step, moved_date=day, recorded_at=NOW)


def test_each_day_tells_what_had_come_by_then_and_what_such_a_day_can_tell(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = vector_plan(cast.polaris, cast.bob, Q2)
        again = plan.tactics.get()
        again.pk, again.name = new_id(), "Second webinar"
        again.save(force_insert=True)
        flow.submit_plan(plan=plan, by=cast.bob, at=NOW)
        flow.approve_plan(plan=plan, by=cast.mark, at=NOW)
        tactic = plan.tactics.get(name="Launch webinar")
        assert tactic.campaign is not None
        for _ in range(900):
            Lead.objects.create(partner=cast.polaris, campaign=tactic.campaign, entered_date=Q2.start_date, **NAMED)
        won = {"partner": cast.polaris, "stage": DealStage.objects.get(outcome="won"), "name": "Deal"}
        for amount, day in ((100_000, date(2026, 5, 10)), (50_000, date(2026, 7, 1)), (300_000, date(2026, 9, 30))):
            Deal.objects.create(
                amount=amount, closed_date=day, engaged_date=date(2026, 4, 5), campaign=tactic.campaign, **won
            )
        flow.reopen_plan(plan=plan, reason="One webinar less", by=cast.bob, at=NOW)
        remove_part(plan=plan, part=tactic, by=cast.bob, at=NOW)
        found = results_of(plan, as_of=date(2026, 10, 17), window_days=180)
    assert found is not None
    kept = next(each for each in found.approved.tactics if each.name == "Launch webinar")
    shown = shown_result(kept, found.tactics[kept.id], currency="USD", as_of=found.as_of)
    assert [(row.cells[0], *row.cells[3:5], row.cells[-1], row.words) for row in shown.checkpoints] == [
        ("900", "$350,000", "$100,000", "67%", "Leads: a little below: 90% of the forecast"),
        ("900", "$300,000", "$150,000", "150%", "Pipeline and won: below: 38% of the forecast"),
        ("900", "$0", "$450,000", "650%", "Revenue: 50% above the forecast"),
    ]
    total = shown_total(list(found.tactics.values()), currency="USD")
    assert [(row.forecast, row.hard) for row in total if row.name in ("Leads", "Revenue", "ROI on MDF")] == [
        ("2,000", "900"),
        ("$600,000", "$450,000"),
        ("400%", "275%"),
    ]


def test_a_tactic_is_judged_once_it_has_ended(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = vector_plan(cast.polaris, cast.bob, Q2)
        flow.submit_plan(plan=plan, by=cast.bob, at=NOW)
        flow.approve_plan(plan=plan, by=cast.mark, at=NOW)
        told = {}
        for day in (date(2026, 3, 31), date(2026, 4, 20), date(2026, 4, 21)):
            found = results_of(plan, as_of=day, window_days=180)
            assert found is not None
            kept = found.approved.tactics[0]
            shown = shown_result(kept, found.tactics[kept.id], currency="USD", as_of=day)
            told[day.isoformat()] = (shown.note, shown.rows[0].variance and shown.rows[0].variance.words)
        assert told == {
            "2026-03-31": ("Starts on 1 Apr 2026.", None),
            "2026-04-20": ("Runs until 20 Apr 2026, and is judged after that.", None),
            "2026-04-21": ("", "nothing yet of 1,000"),
        }
