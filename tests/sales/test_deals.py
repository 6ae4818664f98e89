"""Deals through their life: recorded, changed, moved, won, lost, opened again, undone; and who reaches them."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from prm.events.models import Event
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.tenancy.scope import in_tenant, tenant_scope
from sales import events
from sales.enums import Outcome
from sales.models import Customer, Deal, DealMove, DealStage
from sales.operations import moving
from sales.operations.customers import customer_named
from sales.operations.deals import TooLateToWithdraw, add_deal, change_deal, withdraw_deal
from sales.operations.following import _listeners, when_deals_change
from sales.operations.stages import LastOfItsKind, StageInUse, add_stage, change_stage, remove_stage
from sales.queries.deals import deal_facts, tenant_has_deals
from tests.cast import NOW, TODAY, Cast
from tests.isolation.claims import is_seen, out_of_reach
from tests.sales.deals import customer, deal, stage

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=1)


def recorded(cast: Cast, by: Membership, *, at: str = "Meeting", customer_name: str = "", **fields: Any) -> Deal:
    fields = {"name": "Backup", "amount": Decimal("5000")} | fields
    fields["customer"] = customer_named(customer_name, by=by, at=NOW)
    return add_deal(partner=cast.polaris, stage=stage(at), fields=fields, today=TODAY, by=by, at=NOW)


def told(deal: Deal) -> list[str]:
    return list(Event.objects.filter(subject_id=deal.pk).order_by("at", "id").values_list("name", flat=True))


def test_every_tenant_begins_with_stages(cast: Cast) -> None:
    for tenant in (cast.acme, cast.globex):
        with in_tenant(tenant.pk):
            stages = list(DealStage.objects.order_by("order").values_list("name", "outcome", "is_qualified"))
            assert stages[0] == ("Prospect", "open", False)
            assert [name for name, outcome, _ in stages if outcome != "open"] == ["Won", "Lost"]


def test_a_deal_is_recorded_with_its_first_move_and_told(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        made = recorded(cast, cast.olga)
        move = DealMove.objects.get(deal=made)
        assert (move.from_stage_id, move.to_stage.name, move.moved_date) == (None, "Meeting", TODAY)
        assert told(made) == [events.DEAL_ADDED]


def test_a_deal_is_not_recorded_as_won(cast: Cast) -> None:
    with in_tenant(cast.acme.pk), pytest.raises(Refused, match="close it"):
        recorded(cast, cast.olga, at="Won")


def test_a_change_is_told_without_the_zeros_of_its_column(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        made = Deal.objects.get(pk=recorded(cast, cast.olga).pk)
        change_deal(deal=made, changes={"amount": Decimal("7500.50"), "name": "Backup"}, by=cast.olga, at=LATER)
        change_deal(deal=made, changes={"amount": Decimal("7500.50")}, by=cast.olga, at=LATER)
        assert told(made) == [events.DEAL_ADDED, events.DEAL_CHANGED]
        assert Event.objects.get(name=events.DEAL_CHANGED).changes == {"Amount": ["5000", "7500.5"]}


def test_a_deal_moves_is_won_and_opened_again_where_it_stood(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        made = recorded(cast, cast.olga)
        made = moving.move_deal(deal=made, stage=stage("Proposal"), on=TODAY, by=cast.olga, at=LATER)
        made = moving.close_deal(
            deal=made, stage=stage("Won"), closed_date=TODAY, today=TODAY, by=cast.olga, at=LATER, lost_reason="none"
        )
        assert (made.closed_date, made.lost_reason) == (TODAY, "")
        made = moving.reopen_deal(deal=made, on=TODAY, by=cast.olga, at=LATER)
        assert (made.stage.name, made.closed_date) == ("Proposal", None)
        assert told(made) == [events.DEAL_ADDED, events.DEAL_MOVED, events.DEAL_WON, events.DEAL_REOPENED]
        assert DealMove.objects.filter(deal=made).count() == 4


def test_what_was_lost_by_mistake_comes_back(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        made = recorded(cast, cast.olga)
        lost = moving.close_deal(
            deal=made,
            stage=stage("Lost"),
            closed_date=TODAY,
            today=TODAY,
            by=cast.olga,
            at=LATER,
            lost_reason="Price",
        )
        with pytest.raises(moving.NothingToUndo):
            moving.undo_move(deal=lost, on=TODAY, by=cast.alice, at=LATER)
        back = moving.undo_move(deal=lost, on=TODAY, by=cast.olga, at=LATER)
        assert (back.stage.name, back.closed_date, back.lost_reason) == ("Meeting", None, "")
        with pytest.raises(moving.NothingToUndo):
            moving.undo_move(deal=back, on=TODAY, by=cast.olga, at=LATER + timedelta(hours=1))


def test_a_first_move_cannot_be_undone_but_the_deal_withdrawn(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        made = recorded(cast, cast.olga)
        with pytest.raises(moving.NothingToUndo):
            moving.undo_move(deal=made, on=TODAY, by=cast.olga, at=LATER)
        with pytest.raises(TooLateToWithdraw):
            withdraw_deal(deal=made, by=cast.olga, at=made.created_at + timedelta(minutes=11))
        withdraw_deal(deal=made, by=cast.olga, at=made.created_at)
        assert not Deal.objects.exists() and not DealMove.objects.exists()


@pytest.mark.parametrize(
    ("to", "day", "reason", "refusal"),
    [
        ("Proposal", TODAY, "", moving.OutcomeMissing),
        ("Lost", TODAY, "  ", moving.ReasonMissing),
        ("Won", TODAY + timedelta(days=1), "", moving.ClosedAhead),
    ],
)
def test_a_closing_that_cannot_be_is_refused(
    cast: Cast, to: str, day: date, reason: str, refusal: type[Refused]
) -> None:
    with in_tenant(cast.acme.pk):
        made = recorded(cast, cast.olga)
        with pytest.raises(refusal):
            moving.close_deal(
                deal=made, stage=stage(to), closed_date=day, today=TODAY, by=cast.olga, at=LATER, lost_reason=reason
            )


def test_steps_that_do_not_follow_are_refused(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        made = recorded(cast, cast.olga)
        by_now: dict[str, Any] = {"on": TODAY, "by": cast.olga, "at": LATER}
        with pytest.raises(moving.AlreadyThere):
            moving.move_deal(deal=made, stage=stage("Meeting"), **by_now)
        with pytest.raises(Refused):
            moving.move_deal(deal=made, stage=stage("Won"), **by_now)
        with pytest.raises(moving.NotClosed):
            moving.reopen_deal(deal=made, **by_now)
        won = deal(cast.polaris, at="Won", closed=TODAY)
        with pytest.raises(moving.AlreadyClosed):
            moving.move_deal(deal=won, stage=stage("Meeting"), **by_now)
        assert moving.reopen_deal(deal=won, **by_now).stage.name == "Prospect"


def test_who_listens_hears_of_every_change(cast: Cast) -> None:
    heard: list[Any] = []

    def listen(partner_ids: Any, at: Any) -> None:
        heard.append((list(partner_ids), at))

    when_deals_change(listen)
    try:
        with in_tenant(cast.acme.pk):
            made = recorded(cast, cast.olga)
            moving.move_deal(deal=made, stage=stage("Proposal"), on=TODAY, by=cast.olga, at=LATER)
    finally:
        _listeners.remove(listen)
    assert heard == [([cast.polaris.pk], NOW), ([cast.polaris.pk], LATER)]


def test_facts_come_in_one_query_with_the_deals_own_probability(cast: Cast, django_assert_num_queries: Any) -> None:
    with in_tenant(cast.acme.pk):
        assert not tenant_has_deals()
        deal(cast.polaris, 100, at="Proposal")
        deal(cast.polaris, 200, at="Proposal", probability_percent=Decimal(65))
        deal(cast.orion, 300, at="Won", closed=TODAY, probability_percent=Decimal(10))
        assert tenant_has_deals()
        with django_assert_num_queries(1):
            facts = deal_facts()
        assert [fact.probability for fact in facts[cast.polaris.pk]] == [Decimal("0.5"), Decimal("0.65")]
        assert [(fact.outcome, fact.probability) for fact in facts[cast.orion.pk]] == [(Outcome.WON, Decimal(1))]
        assert set(deal_facts(partner_ids=[cast.vega.pk, cast.orion.pk])) == {cast.orion.pk}


def test_customers_are_reached_through_deals_only(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        shared, foreign, unworked = customer("Shared"), customer("Foreign"), customer("Unworked")
        deal(cast.polaris, customer=shared)
        deal(cast.orion, customer=shared)
        deal(cast.orion, customer=foreign)
    for member in (cast.bob, cast.priya, cast.noor):
        assert is_seen(member.scope(), shared)
        for other in (foreign, unworked):
            out_of_reach(member.scope(), other)
    assert is_seen(cast.dana.scope(), foreign)
    assert is_seen(cast.mark.scope(), unworked)


def test_a_cam_adds_a_customer_with_a_deal_and_then_sees_it(cast: Cast) -> None:
    with tenant_scope(cast.bob.scope()), transaction.atomic():
        made = recorded(cast, cast.bob, customer_name="Harbour Foods Ltd")
        assert Customer.objects.get().name == "Harbour Foods Ltd"
        change_deal(
            deal=made, changes={"customer": customer_named("New Name", by=cast.bob, at=NOW)}, by=cast.bob, at=NOW
        )
        assert [each.name for each in Customer.objects.all()] == ["New Name"]


def test_a_customer_is_found_however_it_is_spelled(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        first = customer_named("  Harbour   Foods Ltd. ", by=cast.olga, at=NOW)
        assert first is not None and first.name == "Harbour Foods Ltd."
        assert customer_named("HARBOUR FOODS", by=cast.olga, at=NOW) == first
        assert customer_named(" ", by=cast.olga, at=NOW) is None


def test_a_cam_does_not_learn_of_customers_out_of_reach(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        hidden = customer("Harbour Foods")
        deal(cast.orion, customer=hidden)
    with tenant_scope(cast.bob.scope()), transaction.atomic():
        mine = customer_named("Harbour Foods", by=cast.bob, at=NOW)
        assert mine is not None and mine.pk != hidden.pk


def test_partner_people_write_no_deals(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        own = deal(cast.polaris)
    assert is_seen(cast.priya.scope(), own)
    out_of_reach(cast.priya.scope(), own, may_read=True)


def test_a_stage_in_use_stays(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        made = recorded(cast, cast.olga)
        with pytest.raises(StageInUse, match="1 deal is in this stage"):
            remove_stage(stage=stage("Meeting"), by=cast.olga, at=NOW)
        moving.move_deal(deal=made, stage=stage("Proposal"), on=TODAY, by=cast.olga, at=LATER)
        with pytest.raises(StageInUse, match="have been in this stage"):
            remove_stage(stage=stage("Meeting"), by=cast.olga, at=NOW)
        remove_stage(stage=stage("Prospect"), by=cast.olga, at=NOW)


def test_a_programme_keeps_a_stage_of_each_kind(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        with pytest.raises(LastOfItsKind):
            remove_stage(stage=stage("Won"), by=cast.olga, at=NOW)
        with pytest.raises(LastOfItsKind):
            change_stage(stage=stage("Won"), changes={"outcome": "open"}, by=cast.olga, at=NOW)
        fields = {"name": "Won back", "order": 9, "probability_percent": 30, "outcome": "won", "is_qualified": True}
        made = add_stage(fields=fields, by=cast.olga, at=NOW)
        assert made.probability_percent == 100
        remove_stage(stage=stage("Won"), by=cast.olga, at=NOW)


def test_a_used_stage_is_renamed_but_not_made_another_kind(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        deal(cast.polaris, at="Meeting")
        meeting = change_stage(stage=stage("Meeting"), changes={"name": "First meeting"}, by=cast.olga, at=NOW)
        with pytest.raises(StageInUse, match="another kind"):
            change_stage(stage=meeting, changes={"outcome": "lost"}, by=cast.olga, at=NOW)
