"""A first draft at once: of bookings, of a template, of another plan."""

from datetime import date
from decimal import Decimal

import pytest

from planning.calculations.agreement.content import NotContent, content_from
from planning.enums import CostSharing, EntryMode
from planning.models import PlanCost, PlanLine, PlanMoney, PlanOutcome, PlanPerson, PlanScenario, PlanTemplate
from planning.operations.plans.checks import YearBeforePartner
from planning.operations.plans.starting import CurrencyChanged
from planning.operations.plans.templates import change_template, template_of_plan, template_row
from planning.queries.plans.templates import template_by_id, template_for, templates
from prm.tenancy.models import Tenant
from prm.tenancy.scope import in_tenant
from tests.cast import NOW, Cast, make_cast
from tests.planning.drafts import acting, book_year, draft, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def test_last_years_bookings_by_family_are_the_lines_of_a_first_draft(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        book_year(cast.polaris, "Bikes")
        book_year(cast.polaris, "Helmets", months=range(3, 4), units=4, paid=80)
    plan = draft(cast.polaris, cast.bob)
    with acting(cast.bob):
        bikes, helmets = PlanLine.objects.filter(plan=plan).order_by("position")
        assert (bikes.name, bikes.family, bikes.entry) == ("Bikes", "Bikes", EntryMode.GROWTH)
        assert bikes.base_units == [Decimal(10)] * 12
        assert (bikes.margin_percent, bikes.price) == (Decimal(18), Decimal("975.61"))
        assert [place for place, units in enumerate(helmets.base_units) if units] == [2]
        assert plan.start_note == "What is sold begins with the bookings of Jan 2025 to Dec 2025."
        assert PlanScenario.objects.filter(plan=plan).count() == 2
        assert PlanMoney.objects.filter(plan=plan).count() == 1
        base = PlanOutcome.objects.get(plan=plan, case="base")
        paid = Decimal(12 * 8000 + 80) * Decimal("1.08")
        assert abs(base.bookings_year_1 - paid) < 2


def test_a_short_history_counts_as_a_year_and_says_so(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        book_year(cast.polaris, "Bikes", months=range(7, 13), units=6)
    plan = draft(cast.polaris, cast.bob)
    assert "Bookings are known for 6 months only, Jul 2025 to Dec 2025." in plan.start_note
    with acting(cast.bob):
        assert PlanLine.objects.get(plan=plan).base_units == [Decimal(6)] * 12


def test_without_bookings_the_examples_of_the_template_are_there_and_named(cast: Cast) -> None:
    plan = draft(cast.vega, cast.bob)
    assert "examples of “Resale and projects”" in plan.start_note
    with acting(cast.bob):
        assert PlanLine.objects.filter(plan=plan, entry=EntryMode.SAMPLE).count() == 2
        assert PlanPerson.objects.filter(plan=plan).count() == 2


def test_the_partners_type_chooses_the_template(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        for said, expected in (("MSP", "managed"), ("Referral agent", "agent"), ("Reseller", "resale")):
            cast.polaris.type = said
            assert template_for(cast.polaris, templates()).id == expected


def test_a_plan_begins_when_the_partner_did_and_not_in_a_year_before(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        cast.polaris.joined_date = date(2026, 4, 20)
        cast.polaris.save()
    assert draft(cast.polaris, cast.bob).start_month == date(2026, 4, 1)
    with pytest.raises(YearBeforePartner, match="since 20 April 2026 only, after FY25 had ended"):
        draft(cast.polaris, cast.bob, year=2025)


def test_a_copy_for_another_partner_has_everything_but_the_costs(cast: Cast) -> None:
    first = draft(cast.polaris, cast.bob)
    copied = draft(cast.vega, cast.bob, copy_of=first)
    with acting(cast.bob):
        assert PlanLine.objects.filter(plan=copied).count() == PlanLine.objects.filter(plan=first).count() == 2
        assert not PlanPerson.objects.filter(plan=copied).exists()
        assert not PlanCost.objects.filter(plan=copied).exists()
        assert PlanScenario.objects.filter(plan=copied).count() == 2
    assert "that partner’s costs were not" in copied.start_note


def test_the_next_version_has_the_partners_costs_too_and_keeps_them_private(cast: Cast) -> None:
    plan = draft(cast.polaris, cast.priya)
    with acting(cast.priya):
        person = PlanPerson.objects.filter(plan=plan).first()
        assert person is not None
    typed(plan, person, "monthly_cost", "7777", by=cast.priya)
    with acting(cast.bob):
        plan.refresh_from_db()
    copied = draft(cast.polaris, cast.bob, copy_of=plan, amends=plan, amendment_reason="Prices")
    assert (copied.version, copied.sharing, copied.is_vendor_draft) == (2, CostSharing.PRIVATE, False)
    with acting(cast.bob):
        assert not PlanPerson.objects.filter(plan=copied).exists()
    with acting(cast.priya):
        assert PlanPerson.objects.filter(plan=copied, monthly_cost=7777).exists()


def test_amounts_in_two_currencies_are_never_mixed(cast: Cast) -> None:
    plan = draft(cast.polaris, cast.bob)
    with in_tenant(cast.acme.pk):
        Tenant.objects.filter(pk=cast.acme.pk).update(currency="EUR")
    with pytest.raises(CurrencyChanged, match="That plan is in USD, and you now work in EUR"):
        draft(cast.polaris, cast.bob, copy_of=plan, amends=plan, amendment_reason="x")
    assert draft(cast.polaris, cast.bob).currency == "EUR"


def test_a_plan_can_be_kept_as_a_template_and_a_template_switched_off(cast: Cast) -> None:
    plan = draft(cast.vega, cast.bob)
    with acting(cast.olga):
        made = template_of_plan(plan=plan, name="Like Vega", description="", by=cast.olga, at=NOW)
        found = template_by_id(str(made.pk))
        assert found is not None
        assert (len(found.content.lines), len(found.content.people)) == (2, 2)
        tandems = template_by_id("resale")
        assert tandems is not None
        row = template_row(tandems, by=cast.olga, at=NOW)
        change_template(template=row, changes={"is_active": False, "name": "Old"}, by=cast.olga, at=NOW)
        assert template_by_id("resale") is None
        assert [each.name for each in templates() if not each.is_active] == ["Old"]
        assert PlanTemplate.objects.count() == 2
    with acting(cast.bob):
        again = template_by_id(str(made.pk))
    started = draft(cast.polaris, cast.bob, template=again)
    assert "“Like Vega”" in started.start_note


def test_private_costs_do_not_come_into_a_template(cast: Cast) -> None:
    plan = draft(cast.polaris, cast.priya)
    with acting(cast.priya):
        money = PlanMoney.objects.get(plan=plan)
    typed(plan, money, "investment", "1", by=cast.priya)
    with acting(cast.olga):
        plan.refresh_from_db()
        made = template_of_plan(plan=plan, name="T", description="", by=cast.olga, at=NOW)
        assert "people" not in made.content


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ([], "A template is an object."),
        ({"rows": []}, "A template has no “rows”."),
        ({"lines": [{"colour": "red"}]}, "“lines 1” has no “colour”."),
        ({"lines": [{"price": 1.5}]}, "“lines 1: price”: is a number, as text."),
        ({"lines": [{"price": "-1"}]}, "lies between 0"),
        ({"people": [{"start_month": 37}]}, "is a whole number between 1 and 36."),
        ({"lines": [{"entry": "guess"}]}, "guess"),
        ({"lines": [{"name": "x" * 121}]}, "at most 120 characters"),
        ({"lines": [{}] * 61}, "at most 60 rows"),
    ],
)
def test_a_template_that_cannot_be_read_says_where(document: object, words: str) -> None:
    with pytest.raises(NotContent, match=words):
        content_from(document)
