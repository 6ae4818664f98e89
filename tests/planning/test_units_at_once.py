"""Units of lines written at once: all or none, at the month that cannot be, and taken back in one step."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from planning.calculations.fixed import fixed, total
from planning.calculations.plans.entries import multiplied, units_of
from planning.calculations.plans.forecast import forecast
from planning.calculations.plans.goal_seek import earned
from planning.enums import EntryMode
from planning.models import BusinessPlan, PlanLine, PlanOutcome, RemovedLine
from planning.operations.plans.outcomes import refresh_outcomes
from planning.operations.plans.rows import NotRemoved
from planning.operations.plans.units import CellsTaken, ChangedSince, Written, save_cells, sell_so_much, take_back
from planning.queries.plans.assumptions import assumptions_of, entry_of, fields_of_entry
from prm.events.models import Event
from prm.people.models import Membership
from prm.tenancy.scope import in_tenant
from tests.cast import NOW, Cast, make_cast
from tests.planning.drafts import acting, book_year, draft, typed

pytestmark = pytest.mark.django_db
QUARTER = {"custom_units-1": "5", "custom_units-2": "6,5", "custom_units-3": "1,000"}


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def plan(cast: Cast) -> BusinessPlan:
    """Growth on last year, and the template's build-up: both sides see it."""
    with in_tenant(cast.acme.pk):
        book_year(cast.polaris, "Bikes")
    plan = draft(cast.polaris, cast.priya)
    with acting(cast.bob):
        own = {"plan": plan, "partner_id": plan.partner_id, "price": Decimal(10), "margin_percent": Decimal(20)}
        PlanLine.objects.create(**own, name="Built up", position=1, start_units=2, step_units=Decimal("-0.5"))
        PlanLine.objects.create(**own, name="Typed", position=2, entry=EntryMode.CUSTOM, custom_units=[Decimal(4)] * 36)
        refresh_outcomes(plan, at=NOW)
    return plan


def line_of(cast: Cast, plan: BusinessPlan, name: str = "Typed") -> PlanLine:
    with acting(cast.alice):
        return PlanLine.objects.get(plan=plan, name=name)


def paste(plan: BusinessPlan, line: PlanLine, texts: dict[str, str], *, by: Membership, revision: int = 0) -> Written:
    with acting(by):
        return save_cells(plan=plan, line=line, texts=texts, revision=revision, by=by, at=NOW)


def back(plan: BusinessPlan, written: Written, *, by: Membership) -> None:
    assert written.undo_id is not None
    with acting(by):
        take_back(plan=plan, undo_id=written.undo_id, by=by, at=NOW)


def booked(cast: Cast, plan: BusinessPlan) -> Decimal:
    with acting(cast.bob):
        return PlanOutcome.objects.get(plan=plan, case="base").bookings_year_1


def test_a_block_is_one_change_and_one_step_back(cast: Cast, plan: BusinessPlan) -> None:
    line, before = line_of(cast, plan), booked(cast, plan)
    written = paste(plan, line, QUARTER, by=cast.bob)
    assert (written.plan.revision, len(written.fields)) == (1, 3)
    assert line_of(cast, plan).custom_units[:4] == [Decimal(each) for each in ("5", "6.5", "1000", "4")]
    assert booked(cast, plan) > before
    with acting(cast.bob):
        told = Event.objects.get(name="planning.plan.changed")
    assert told.changes == {"Typed: new units, 36 months": ["144", "1143.5"]}
    back(plan, written, by=cast.bob)
    assert line_of(cast, plan).custom_units == [Decimal(4)] * 36
    assert booked(cast, plan) == before
    with acting(cast.bob), pytest.raises(NotRemoved):
        take_back(plan=plan, undo_id=written.undo_id, by=cast.bob, at=NOW)  # type: ignore[arg-type]


def test_one_month_that_cannot_be_keeps_all_of_them_out(cast: Cast, plan: BusinessPlan) -> None:
    line = line_of(cast, plan)
    wrong = QUARTER | {"custom_units-2": "six", "custom_units-3": "-1", "custom_units-4": "99999999999"}
    with pytest.raises(ValidationError) as refused:
        paste(plan, line, wrong, by=cast.bob)
    words = {
        "custom_units-2": ["“six” is not a number."],
        "custom_units-3": ["This is not below 0."],
        "custom_units-4": ["This number is too large."],
    }
    assert refused.value.message_dict == words
    for nowhere in ("custom_units-37", "price", "price-1", "name", "custom_units-0"):
        with pytest.raises(ValidationError, match="not a"):
            paste(plan, line, {nowhere: "1"}, by=cast.bob)
    assert line_of(cast, plan).custom_units == [Decimal(4)] * 36
    with acting(cast.bob):
        assert not RemovedLine.objects.exists() and BusinessPlan.objects.get(pk=plan.pk).revision == 0


def test_months_that_somebody_else_wrote_are_told_all_at_once(cast: Cast, plan: BusinessPlan) -> None:
    line = line_of(cast, plan)
    typed(plan, line, "custom_units-2", "7", by=cast.priya)
    typed(plan, line, "custom_units-3", "1000", by=cast.priya)
    typed(plan, line, "custom_units-9", "7", by=cast.priya)
    with pytest.raises(CellsTaken) as taken:
        paste(plan, line, QUARTER | {"custom_units-9": "8"}, by=cast.bob)
    assert [each.field for each in taken.value.conflicts] == ["custom_units-2", "custom_units-9"]
    assert str(taken.value.conflicts[0]) == "Priya changed this meanwhile to “7”. You entered “6,5”."
    assert line_of(cast, plan).custom_units[0] == 4
    assert len(paste(plan, line, QUARTER, by=cast.bob, revision=taken.value.revision).fields) == 2


def test_what_was_changed_again_is_not_taken_back(cast: Cast, plan: BusinessPlan) -> None:
    line = line_of(cast, plan)
    written = paste(plan, line, QUARTER, by=cast.bob)
    typed(plan, line, "custom_units-8", "1", by=cast.priya)
    typed(plan, line, "custom_units-3", "2", by=cast.priya)
    with pytest.raises(ChangedSince):
        back(plan, written, by=cast.bob)
    assert line_of(cast, plan).custom_units[:3] == [Decimal("5"), Decimal("6.5"), Decimal("2")]


def test_a_goal_goes_into_every_line_and_comes_out_again(cast: Cast, plan: BusinessPlan) -> None:
    with acting(cast.bob):
        kept = list(PlanLine.objects.filter(plan=plan).order_by("position").values())
        planned = assumptions_of(plan)
        written = sell_so_much(plan=plan, factor=fixed(Decimal("1.2345")), by=cast.bob, at=NOW)
        bikes, built, typed_line = PlanLine.objects.filter(plan=plan).order_by("position")
        sold = assumptions_of(plan)
    assert (bikes.entry, bikes.base_units, bikes.custom_units[0]) == ("custom", [Decimal(10)] * 12, Decimal("13.3326"))
    assert (built.entry, built.start_units, built.step_units) == ("sample", Decimal("2.469"), Decimal("-0.6172"))
    assert typed_line.custom_units == [Decimal("4.938")] * 36
    for before, after in zip(planned.lines, sold.lines, strict=True):
        least = total(units_of(before.entry)) * 12345 // 10000
        assert least <= total(units_of(after.entry)) <= least + fixed(Decimal("0.2"))
    assert total(earned(forecast(sold))) > total(earned(forecast(planned)))
    back(plan, written, by=cast.priya)
    with acting(cast.bob):
        assert list(PlanLine.objects.filter(plan=plan).order_by("position").values()) == kept


def test_as_much_as_planned_is_no_change(cast: Cast, plan: BusinessPlan) -> None:
    with acting(cast.bob):
        line = PlanLine.objects.get(plan=plan, name="Built up")
        assert fields_of_entry(multiplied(entry_of(line), fixed(1))) == {
            "start_units": "2",
            "step_units": "-0.5",
            "most_units": "",
        }
        PlanLine.objects.filter(plan=plan, entry=EntryMode.GROWTH).delete()
        written = sell_so_much(plan=plan, factor=fixed(1), by=cast.bob, at=NOW)
    assert (written.fields, written.undo_id, written.plan.revision) == ((), None, 0)


def test_units_that_no_field_holds_change_no_line(cast: Cast, plan: BusinessPlan) -> None:
    with acting(cast.bob):
        PlanLine.objects.filter(plan=plan, name="Typed").update(custom_units=[Decimal(10**9)] * 36)
    with acting(cast.bob), pytest.raises(ValidationError, match="too large"):
        sell_so_much(plan=plan, factor=fixed(99), by=cast.bob, at=NOW)
    assert line_of(cast, plan, "Built up").start_units == 2


def post(cast: Cast, plan: BusinessPlan, line: PlanLine, texts: dict[str, str], **more: str) -> Any:
    sent = {f"a-{line.pk}-{field}": text for field, text in texts.items()} | {"revision": "0"} | more
    url = f"/t/acme/plans/{plan.pk}/rows/lines/{line.pk}/cells/"
    return cast.client(cast.bob).post(url, sent, headers={"HX-Request": "true"})


def test_the_page_hears_of_each_month_and_offers_the_way_back(cast: Cast, plan: BusinessPlan) -> None:
    line = line_of(cast, plan)
    wrong = post(cast, plan, line, QUARTER | {"custom_units-2": "six"})
    assert wrong.status_code == 422
    assert f'id="note-{line.pk}-custom_units-2"' in wrong.content.decode()
    assert "“six” is not a number. None of these months is saved yet." in wrong.content.decode()
    saved = post(cast, plan, line, QUARTER, left_out="2")
    text = saved.content.decode()
    assert saved.status_code == 200
    assert "3 months changed. 2 more did not fit and were left out." in text
    assert f'id="r-{line.pk}-custom_units-3" name="r-{line.pk}-custom_units-3" value="1"' in text
    with acting(cast.bob):
        kept = RemovedLine.objects.get()
    undo = f"/t/acme/plans/{plan.pk}/undo/{kept.pk}/"
    assert undo in text
    assert cast.client(cast.noor).post(undo).status_code == 404
    assert cast.client(cast.bob).post(undo)["Location"] == f"/t/acme/plans/{plan.pk}/steps/4/"
    assert line_of(cast, plan).custom_units == [Decimal(4)] * 36
    typed(plan, line, "custom_units-1", "9", by=cast.alice)
    taken = post(cast, plan, line, QUARTER)
    assert taken.status_code == 409
    assert "Alice changed this meanwhile to “9”. You entered “5”." in taken.content.decode()
    assert post(cast, plan, line, {}).status_code == 404


def test_a_goal_is_put_into_the_plan_from_its_page(cast: Cast, plan: BusinessPlan) -> None:
    before = booked(cast, plan)
    question = f"/t/acme/plans/{plan.pk}/goal/?profit=900000&span=all"
    client = cast.client(cast.bob)
    page = client.get(question).content.decode()
    assert "Put it into the plan" in page and "growth on last year becomes units by month" in page
    kept = client.post(question, {"keep": "lines"})
    assert (kept.status_code, kept["Location"]) == (302, f"/t/acme/plans/{plan.pk}/what-if/base/")
    assert booked(cast, plan) > before
    assert "The plan reaches it already" in client.get(question).content.decode()
    assert "There is no answer to keep." in client.post(question, {"keep": "lines"}).content.decode()
    with acting(cast.bob):
        undo_id = RemovedLine.objects.get().pk
    client.post(f"/t/acme/plans/{plan.pk}/undo/{undo_id}/")
    assert booked(cast, plan) == before
