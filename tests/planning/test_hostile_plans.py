"""What nobody types but by mistake or on purpose: answered in words, with nothing half done."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planning.calculations.agreement.content import NotContent, content_from
from planning.calculations.fixed import fixed, share
from planning.calculations.plans.actuals import compare
from planning.calculations.plans.assumptions import Assumptions
from planning.calculations.plans.forecast import forecast
from planning.documents.plans.actuals import kpis, sentences
from planning.enums import RowKind
from planning.models import BusinessPlan, PlanLine, PlanOutcome, PlanPerson, PlanTouch
from planning.operations.plans.fields import save_fields
from planning.operations.plans.outcomes import TooLarge
from planning.operations.plans.rows import add_row, copy_row, move_row, remove_row
from planning.operations.plans.saving import RowGone
from prm.kernel.refusal import Refused
from prm.kernel.status import Thresholds
from prm.tenancy.scope import in_tenant
from tests.cast import NOW, Cast, make_cast
from tests.planning.drafts import acting, book_year, draft, typed
from tests.planning.plan_samples import every_month, line

pytestmark = pytest.mark.django_db
MANY, MOST = "9999999999", "999999999999"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def plan(cast: Cast) -> BusinessPlan:
    """Growth on last year: both sides see it."""
    with in_tenant(cast.acme.pk):
        book_year(cast.polaris, "Bikes")
    return draft(cast.polaris, cast.priya)


def first(cast: Cast, plan: BusinessPlan) -> PlanLine:
    with acting(cast.alice):
        return PlanLine.objects.filter(plan=plan).order_by("position")[0]


def test_what_comes_to_more_than_a_plan_holds_is_refused_at_its_field(cast: Cast, plan: BusinessPlan) -> None:
    row = first(cast, plan)
    typed(plan, row, "base_units", " ".join([MANY] * 12), by=cast.bob)
    with acting(cast.bob):
        before = PlanOutcome.objects.filter(plan=plan).order_by("case").values().first()
    with pytest.raises(ValidationError) as refused:
        typed(plan, row, "price", MOST, by=cast.bob)
    assert refused.value.message_dict["price"][0].startswith("This comes to more than a plan can hold")
    with acting(cast.bob):
        assert PlanOutcome.objects.filter(plan=plan).order_by("case").values().first() == before
        assert BusinessPlan.objects.get(pk=plan.pk).revision == 1
        assert not PlanTouch.objects.filter(plan=plan, field="price").exists()


def test_a_row_too_many_is_refused_and_not_half_there(cast: Cast, plan: BusinessPlan) -> None:
    row = first(cast, plan)
    typed(plan, row, "base_units", " ".join([MANY] * 12), by=cast.bob)
    typed(plan, row, "price", "4000000", by=cast.bob)
    with acting(cast.bob):
        with pytest.raises(TooLarge, match="Check units and prices"):
            copy_row(plan=plan, row=row, by=cast.bob, at=NOW)
        assert PlanLine.objects.filter(plan=plan).count() == 1
        assert BusinessPlan.objects.get(pk=plan.pk).revision == 2


def test_a_growth_beyond_all_bounds_does_not_become_months(cast: Cast, plan: BusinessPlan) -> None:
    row = first(cast, plan)
    typed(plan, row, "base_units", " ".join(["999999"] * 12), by=cast.bob)
    typed(plan, row, "growth_percent", "9999", by=cast.bob)
    with pytest.raises(ValidationError, match="too many to be entered month by month"):
        typed(plan, row, "entry", "custom", by=cast.bob)
    assert first(cast, plan).entry == "growth"


def test_whoever_writes_in_a_row_that_is_gone_is_told(cast: Cast, plan: BusinessPlan) -> None:
    row = first(cast, plan)
    with acting(cast.priya):
        remove_row(plan=plan, row=row, by=cast.priya, at=NOW)
    with acting(cast.bob):
        for change in (copy_row, remove_row):
            with pytest.raises(RowGone, match="Somebody took this out"):
                change(plan=plan, row=row, by=cast.bob, at=NOW)
        with pytest.raises(RowGone):
            move_row(plan=plan, row=row, steps=1, by=cast.bob, at=NOW)
    with pytest.raises(RowGone):
        typed(plan, row, "price", "1", by=cast.bob)


def test_a_name_of_nothing_that_shows_is_no_name(cast: Cast, plan: BusinessPlan) -> None:
    with pytest.raises(ValidationError, match="needs a name"):
        typed(plan, first(cast, plan), "name", "\x00 \x00", by=cast.bob)


def test_nobody_gives_more_than_everything(cast: Cast, plan: BusinessPlan) -> None:
    with acting(cast.priya):
        person = PlanPerson.objects.filter(plan=plan)[0]
    with pytest.raises(ValidationError, match="Nobody gives more than 100 %"):
        typed(plan, person, "ramp_percents", "20, 101", by=cast.priya)
    assert typed(plan, person, "ramp_percents", "20; 60 100", by=cast.priya).text == "20, 60, 100"


def test_every_field_that_cannot_be_is_named_and_none_is_kept(cast: Cast, plan: BusinessPlan) -> None:
    wrong = {"price": "dear", "margin_percent": "10", "churn_percent": "101"}
    with acting(cast.bob), pytest.raises(ValidationError) as refused:
        save_fields(plan=plan, row=first(cast, plan), texts=wrong, revision=None, by=cast.bob, at=NOW)
    assert sorted(refused.value.message_dict) == ["churn_percent", "price"]
    assert first(cast, plan).margin_percent == 18


@pytest.mark.parametrize(
    "document",
    [
        {"lines": [{"start_units": "10000000000"}]},
        {"lines": [{"custom_units": ["10000000000"]}]},
        {"lines": [{"project_hours": "100000000"}]},
        {"people": [{"heads": "1000000"}]},
    ],
)
def test_a_template_holds_no_figure_that_a_plan_cannot(document: object) -> None:
    with pytest.raises(NotContent, match="lies between"):
        content_from(document)


def test_next_to_nothing_planned_is_still_compared_with_what_was_booked() -> None:
    least = line(price=fixed(Decimal("0.0001")), entry=every_month("0.0001"), margin=share(99))
    planned = forecast(Assumptions((least,)))
    found = compare(planned, (least,), None, families={"line": "A"}, bookings={"A": (fixed(1),)}, closed=1)
    light = Thresholds(Decimal(90), Decimal(70))
    assert "ahead of plan" in sentences(found, currency="USD", thresholds=light)[0].text
    assert kpis(found, currency="USD", thresholds=light)[0].value == "$1"


texts = st.text(max_size=12) | st.sampled_from(
    ["", "0", "-1", "1e9", "NaN", "Infinity", "1,5", "1.234,5", MOST, "−3", "٣", "100 %", "\x00", "9" * 41, "=1+1", " "]
)
fields = st.sampled_from(
    [each.name for each in PlanLine._meta.concrete_fields] + ["custom_units-1", "base_units-12", "custom_units-99", "-"]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(fields, texts)
def test_whatever_is_typed_is_saved_or_refused_in_words(cast: Cast, plan: BusinessPlan, field: str, text: str) -> None:
    try:
        saved = typed(plan, first(cast, plan), field, text, by=cast.bob)
    except (Refused, ValidationError) as refusal:
        words = refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]
        assert all(len(each) > 10 for each in words)
    else:
        assert typed(plan, first(cast, plan), field, saved.text, by=cast.bob).is_new is False


def test_rows_of_one_kind_end_at_sixty(cast: Cast, plan: BusinessPlan) -> None:
    def rows() -> Iterator[PlanLine]:
        own = {"plan": plan, "partner_id": plan.partner_id, "tenant_id": plan.tenant_id}
        yield from (PlanLine(**own, name=f"Line {number}", position=number) for number in range(1, 60))

    with acting(cast.bob):
        PlanLine.objects.bulk_create(rows())
        with pytest.raises(Refused, match="at most 60"):
            add_row(plan=plan, kind=RowKind.LINES, by=cast.bob, at=NOW)
