"""Fields and rows of a plan: changed one by one, refused in words, and never lost to somebody faster."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from planning.enums import CostSharing, PlanState, RowKind
from planning.models import BusinessPlan, PlanCost, PlanLine, PlanMoney, PlanOutcome, PlanPerson, PlanTime
from planning.operations.agreement.flow import share_plan
from planning.operations.plans.fields import FieldConflict
from planning.operations.plans.rows import (
    CostsNotYours,
    NotRemoved,
    PlanLocked,
    add_row,
    copy_row,
    move_row,
    remove_row,
    return_row,
)
from prm.events.models import Event
from prm.tenancy.scope import in_tenant
from tests.cast import NOW, Cast, make_cast
from tests.planning.drafts import acting, draft, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def plan(cast: Cast) -> BusinessPlan:
    """A plan that the champion started: both sides see it."""
    return draft(cast.polaris, cast.priya)


def line_of(plan: BusinessPlan, cast: Cast) -> PlanLine:
    with acting(cast.alice):
        return PlanLine.objects.filter(plan=plan).order_by("position")[0]


def test_a_field_is_written_counted_and_reckoned_with_at_once(cast: Cast, plan: BusinessPlan) -> None:
    line = line_of(plan, cast)
    with acting(cast.bob):
        before = PlanOutcome.objects.get(plan=plan, case="base").bookings_year_1
    saved = typed(plan, line, "price", "7,000.50", by=cast.bob, revision=0)
    assert (saved.text, saved.plan.revision, saved.is_new) == ("7000.5", 1, True)
    with acting(cast.bob):
        assert PlanOutcome.objects.get(plan=plan, case="base").bookings_year_1 > before
        event = Event.objects.filter(name="planning.plan.changed").latest("at")
        assert event.changes == {"Product sales: Price": ["3500", "7000.5"]}
    again = typed(plan, line, "price", "7000.5", by=cast.bob, revision=0)
    assert (again.is_new, again.plan.revision) == (False, 1)


def test_a_cell_is_a_field_of_its_own(cast: Cast, plan: BusinessPlan) -> None:
    line = line_of(plan, cast)
    typed(plan, line, "custom_units-7", "3", by=cast.bob)
    typed(plan, line, "custom_units-2", "1,5", by=cast.priya)
    assert line_of(plan, cast).custom_units == [Decimal(each) for each in ("0", "1.5", "0", "0", "0", "0", "3")]
    for nowhere in ("custom_units-37", "custom_units-0", "price-1", "tenant", "revision"):
        with pytest.raises(ValidationError, match="not a field"):
            typed(plan, line, nowhere, "1", by=cast.bob)


def test_month_by_month_begins_with_what_was_planned_before(cast: Cast, plan: BusinessPlan) -> None:
    line = line_of(plan, cast)
    with acting(cast.bob):
        before = PlanOutcome.objects.get(plan=plan, case="base").bookings_year_1
    typed(plan, line, "entry", "custom", by=cast.bob)
    assert line_of(plan, cast).custom_units[:3] == [Decimal("4"), Decimal("4.5"), Decimal("5")]
    with acting(cast.bob):
        assert PlanOutcome.objects.get(plan=plan, case="base").bookings_year_1 == before


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("price", "twelve", "“twelve” is not a number."),
        ("price", "", "Enter a number, 0 for none."),
        ("price", "-1", "Enter at least 0."),
        ("price", "1.23456", "Use at most 4 decimals."),
        ("price", "9999999999999999", "This number is too large."),
        ("price", "NaN", "is not a number"),
        ("margin_percent", "101", "Enter at most 100."),
        ("churn_percent", "101", "Enter at most 100."),
        ("first_month", "37", "Enter at most 36."),
        ("first_month", "1.5", "Enter a whole number."),
        ("base_units-3", "-2", "This is not below 0."),
        ("entry", "guess", "Choose one of the list."),
        ("name", " ", "This needs a name."),
        ("name", "x" * 121, "Use at most 120 characters."),
    ],
)
def test_what_cannot_be_is_refused_in_words_at_its_field(
    cast: Cast, plan: BusinessPlan, field: str, text: str, words: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        typed(plan, line_of(plan, cast), field, text, by=cast.bob)
    assert words in refused.value.message_dict[field][0]


def test_nobody_leaves_before_they_begin(cast: Cast, plan: BusinessPlan) -> None:
    with acting(cast.priya):
        person = PlanPerson.objects.filter(plan=plan)[0]
    typed(plan, person, "start_month", "6", by=cast.priya)
    with pytest.raises(ValidationError, match="Month 4 is before the first month, 6"):
        typed(plan, person, "end_month", "4", by=cast.priya)
    typed(plan, person, "end_month", "8", by=cast.priya)
    with pytest.raises(ValidationError, match="Month 9 is after the last month, 8"):
        typed(plan, person, "start_month", "9", by=cast.priya)
    typed(plan, person, "end_month", "", by=cast.priya)


def test_the_first_month_lies_in_the_year_and_after_the_contract(cast: Cast, plan: BusinessPlan) -> None:
    with in_tenant(cast.acme.pk):
        cast.polaris.joined_date = date(2026, 3, 14)
        cast.polaris.save()
    with pytest.raises(ValidationError, match=r"partner since 14 March 2026\. Begin in Mar 2026 or later"):
        typed(plan, plan, "start_month", "2026-02-01", by=cast.bob)
    with pytest.raises(ValidationError, match="FY26 runs from Jan 2026 to Dec 2026"):
        typed(plan, plan, "start_month", "2027-02", by=cast.bob)
    assert typed(plan, plan, "start_month", "2026-03", by=cast.bob).text == "2026-03-01"


def test_the_second_of_two_who_edit_a_cell_is_told_of_both_values(cast: Cast, plan: BusinessPlan) -> None:
    line = line_of(plan, cast)
    typed(plan, line, "price", "4000", by=cast.priya, revision=0)
    with pytest.raises(FieldConflict) as conflict:
        typed(plan, line, "price", "4200", by=cast.bob, revision=0)
    assert str(conflict.value) == "Priya changed this meanwhile to “4000”. You entered “4200”."
    assert line_of(plan, cast).price == 4000
    typed(plan, line, "margin_percent", "21", by=cast.bob, revision=0)
    typed(plan, line, "price", "4000", by=cast.bob, revision=0)
    assert typed(plan, line, "price", "4200", by=cast.bob, revision=2).text == "4200"
    assert typed(plan, line, "price", "4300", by=cast.bob, revision=0).text == "4300"


def test_an_agreed_plan_is_locked(cast: Cast, plan: BusinessPlan) -> None:
    line = line_of(plan, cast)
    with acting(cast.alice):
        BusinessPlan.objects.filter(pk=plan.pk).update(state=PlanState.CLOSED)
    with pytest.raises(PlanLocked, match="amend it"):
        typed(plan, line, "price", "1", by=cast.bob)
    with acting(cast.bob), pytest.raises(PlanLocked):
        add_row(plan=plan, kind=RowKind.LINES, by=cast.bob, at=NOW)


def test_the_partners_first_cost_makes_all_costs_its_own(cast: Cast, plan: BusinessPlan) -> None:
    with acting(cast.bob):
        cost = PlanCost.objects.filter(plan=plan)[0]
    typed(plan, cost, "amount", "950", by=cast.bob)
    saved = typed(plan, cost, "amount", "1234.5", by=cast.priya)
    assert (saved.asks_sharing, saved.plan.sharing) == (True, CostSharing.PRIVATE)
    assert typed(plan, cost, "amount", "1300", by=cast.priya).asks_sharing is False
    with acting(cast.bob):
        assert not PlanCost.objects.filter(plan=plan).exists()
        told = Event.objects.filter(subject_id=plan.pk, name="planning.plan.costs_changed")
        assert [event.changes for event in told] == [{}, {}, {}]
    with pytest.raises(CostsNotYours):
        typed(plan, cost, "amount", "1", by=cast.bob)


def test_rows_are_added_copied_moved_removed_and_put_back(cast: Cast, plan: BusinessPlan) -> None:
    def names() -> list[str]:
        return list(PlanLine.objects.filter(plan=plan).order_by("position").values_list("name", flat=True))

    with acting(cast.bob):
        first = PlanLine.objects.filter(plan=plan).order_by("position")[0]
        copy_row(plan=plan, row=first, by=cast.bob, at=NOW)
        assert names() == ["Product sales", "Product sales (copy)", "Subscriptions"]
        added = add_row(plan=plan, kind=RowKind.LINES, by=cast.bob, at=NOW)
        move_row(plan=plan, row=added, steps=-1, by=cast.bob, at=NOW)
        assert names() == ["Product sales", "Product sales (copy)", "New line", "Subscriptions"]
        before = PlanOutcome.objects.get(plan=plan, case="base").bookings_year_1
        kept = PlanLine.objects.filter(pk=first.pk).values().get()
        remove_row(plan=plan, row=first, by=cast.bob, at=NOW)
        assert names() == ["Product sales (copy)", "New line", "Subscriptions"]
        assert PlanOutcome.objects.get(plan=plan, case="base").bookings_year_1 < before
        return_row(plan=plan, kind=RowKind.LINES, row_id=kept["id"], by=cast.bob, at=NOW)
        assert names()[0] == "Product sales"
        assert PlanLine.objects.filter(pk=kept["id"]).values().get() == kept
        assert PlanOutcome.objects.get(plan=plan, case="base").bookings_year_1 == before
        with pytest.raises(NotRemoved):
            return_row(plan=plan, kind=RowKind.LINES, row_id=kept["id"], by=cast.bob, at=NOW)


def test_the_stopwatch_runs_until_the_plan_is_first_shared(cast: Cast, plan: BusinessPlan) -> None:
    with acting(cast.bob):
        PlanTime.objects.filter(plan=plan).delete()
    typed(plan, line_of(plan, cast), "price", "1", by=cast.bob)
    with acting(cast.bob):
        share_plan(plan=plan, by=cast.bob, at=NOW)
    typed(plan, line_of(plan, cast), "price", "2", by=cast.priya)
    with acting(cast.bob):
        assert [time.membership_id for time in PlanTime.objects.filter(plan=plan)] == [cast.bob.pk]


def test_money_is_one_row_and_is_not_added(cast: Cast, plan: BusinessPlan) -> None:
    with acting(cast.priya):
        money = PlanMoney.objects.get(plan=plan)
    assert typed(plan, money, "customer_days", "45", by=cast.priya).text == "45"
    with pytest.raises(ValidationError, match="Enter at most 360"):
        typed(plan, money, "customer_days", "361", by=cast.priya)
