"""Objectives on their pages and in the database: who sets them, what stands, what they take."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from planning.calculations.plans.objective_kinds import Measure
from planning.enums import CostSharing
from planning.models import BusinessPlan, ObjectiveTarget, PlanObjective
from planning.operations.plans.objectives import (
    NotCounted,
    NotYourObjective,
    TooManyObjectives,
    add_objective,
    change_objective,
    copy_objectives,
    enter_results,
    remove_objective,
)
from planning.operations.plans.saving import PlanLocked, RowGone
from planning.queries.agreement.agreed import hash_of
from planning.queries.agreement.changes import changes_of
from planning.queries.plans.objectives import plan_objectives
from prm.people.models import Membership
from prm.tenancy.scope import in_tenant, tenant_scope
from sales.models import Booking, Customer, Product
from sales.operations.monthly import refresh_after_bookings
from tests.cast import NOW, TODAY, Cast
from tests.planning.agreements import accept, approve, make_plan, share

EVEN = (Decimal(10),) * 4


def _add(plan: BusinessPlan, by: Membership, name: str, measure: Measure = Measure.MANUAL, **fields: Any) -> Any:
    values = {"name": name, "measure": measure, "weight": Decimal(1), **fields}
    with tenant_scope(by.scope()):
        return add_objective(plan=plan, fields=values, targets=EVEN, by=by, at=NOW)


def _shared(cast: Cast) -> BusinessPlan:
    return share(cast, make_plan(cast, sharing=CostSharing.PRIVATE))


def test_what_was_taken_out_meanwhile_does_not_come_back_and_there_is_an_end_of_them(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = _shared(cast)
        gone = _add(plan, cast.bob, "Gone")
        seen = PlanObjective.objects.get(pk=gone.pk)
        remove_objective(objective=gone, by=cast.bob, at=NOW)
        values = {"name": "Back", "measure": Measure.MANUAL, "weight": Decimal(1)}
        with pytest.raises(RowGone):
            change_objective(objective=seen, fields=values, targets=EVEN, by=cast.bob, at=NOW)
        with pytest.raises(RowGone):
            remove_objective(objective=seen, by=cast.bob, at=NOW)
        PlanObjective.objects.bulk_create(
            PlanObjective(tenant_id=plan.tenant_id, plan=plan, partner=cast.polaris, name=f"{n}", measure="manual")
            for n in range(40)
        )
        with pytest.raises(TooManyObjectives):
            _add(plan, cast.bob, "One more")


def test_an_amendment_tells_what_an_objective_is_narrowed_to(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        before, after = make_plan(cast), make_plan(cast, version=2)
        council = Customer.objects.create(name="Council", normalized_name="council")
        for plan, split in ((before, {}), (after, {"customer": council, "country": "Norway"})):
            _add(plan, cast.alice, "Deals", Measure.WON_DEALS, **split)
        (changed,) = changes_of(after, before).objectives
        assert {(each.label, each.before, each.after) for each in changed.fields} == {
            ("Customer", "nothing", "Council"),
            ("Country", "nothing", "Norway"),
        }


def test_each_side_changes_its_own_objectives_only(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = _shared(cast)
        ours, theirs = _add(plan, cast.bob, "Grow"), _add(plan, cast.priya, "Learn")
        assert (ours.is_partner_owned, theirs.is_partner_owned) == (False, True)
        for objective, other in ((ours, cast.priya), (theirs, cast.bob)):
            with tenant_scope(other.scope()), pytest.raises(NotYourObjective):
                remove_objective(objective=objective, by=other, at=NOW)
        fields = {"name": "Grow more", "measure": Measure.BOOKINGS, "weight": Decimal(2), "family": "Cloud"}
        with tenant_scope(cast.bob.scope()):
            change_objective(objective=ours, fields=fields, targets=(Decimal(1),) * 4, by=cast.bob, at=NOW)
        assert [each.target for each in ObjectiveTarget.objects.filter(objective=ours)] == [1, 1, 1, 1]
        with pytest.raises(NotCounted):
            _add(plan, cast.bob, "By country", Measure.BOOKINGS, country="Chile")
        with tenant_scope(cast.priya.scope()):
            remove_objective(objective=theirs, by=cast.priya, at=NOW)
        assert list(PlanObjective.objects.values_list("name", flat=True)) == ["Grow more"]


def test_targets_of_an_agreed_plan_stand_and_results_are_still_entered(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = _shared(cast)
        objective = _add(plan, cast.bob, "Train them")
        accept(cast, plan)
        approve(cast, plan)
        signed = hash_of(plan)
        with pytest.raises(PlanLocked):
            _add(plan, cast.bob, "Late")
        results = (Decimal(8), None, None, None)
        with tenant_scope(cast.priya.scope()):
            enter_results(objective=objective, results=results, by=cast.priya, at=NOW)
        for row in (ObjectiveTarget.unscoped.filter(plan=plan), PlanObjective.unscoped.filter(plan=plan)):
            with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
                row.delete()
        with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
            ObjectiveTarget.unscoped.filter(plan=plan).update(target=1)
        found = plan_objectives(plan, tenant=cast.acme, today=TODAY)
        assert found.progress.attained.as_percent() == "80%"
        assert hash_of(plan) == signed, "what came of it is no part of the agreement"
        later = make_plan(cast, version=2)
        copy_objectives(plan, later)
        copied = ObjectiveTarget.objects.filter(plan=later)
        assert [(each.target, each.actual_entered) for each in copied] == [(Decimal(10), None)] * 4


def test_a_hidden_draft_hides_its_objectives(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast, hidden=True)
        _add(plan, cast.bob, "Secret for now")
        for member, seen in ((cast.bob, 1), (cast.alice, 1), (cast.priya, 0), (cast.omar, 0), (cast.dana, 0)):
            with tenant_scope(member.scope()):
                counts = (PlanObjective.unscoped.count(), ObjectiveTarget.unscoped.count())
            assert counts == (seen, 4 * seen), member.display_name


def test_an_objective_is_set_and_read_on_its_page(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = _shared(cast)
        product = Product.objects.create(external_id="c", name="Cloud", family="Cloud")
        Booking.objects.create(
            partner=cast.polaris, product=product, order_number="1", booked_date=date(2026, 2, 2), amount=Decimal(900)
        )
        refresh_after_bookings(partner_ids=None, at=NOW)
    client, url = cast.client(cast.priya), f"/t/acme/plans/{plan.pk}/objectives/"
    sent = {"name": "Cloud", "measure": "bookings", "weight": "2", "family": "Cloud", "spread": "even"}
    wrong: Any = client.post(f"{url}new/", sent)
    assert (wrong.status_code, "Enter the year’s target" in wrong.content.decode()) == (422, True)
    assert client.post(f"{url}new/", {**sent, "year_target": "4,000"}).status_code == 302
    page: Any = cast.client(cast.bob).get(url)
    text = " ".join(unescape(page.content.decode()).split())
    assert "Set by Polaris" in text and "$900" in text and "of $1,000" in text
    assert [row.may_change for row in page.context["rows"]] == [False], "the partner's own"
    row = page.context["rows"][0]
    assert cast.client(cast.bob).get(f"{url}{row.objective.pk}/").status_code == 404
    changed = {**sent, "name": "Cloud first", **{f"quarter_{quarter}": "500" for quarter in (1, 2, 3, 4)}}
    assert client.post(f"{url}{row.objective.pk}/", changed).status_code == 302
    with in_tenant(cast.acme.pk):
        assert {each.target for each in ObjectiveTarget.objects.all()} == {Decimal(500)}
    assert cast.client(cast.noor).get(f"{url}new/").status_code == 404


@pytest.mark.parametrize("names", [("A",), ("A", "B", "C")])
def test_it_takes_the_same_queries_for_any_number_of_objectives(
    cast: Cast, names: Sequence[str], django_assert_num_queries: Any
) -> None:
    with in_tenant(cast.acme.pk):
        plan = _shared(cast)
        for name in names:
            for measure in Measure:
                _add(plan, cast.bob, f"{name} {measure}", measure)
        with django_assert_num_queries(8):
            plan_objectives(plan, tenant=cast.acme, today=TODAY)
