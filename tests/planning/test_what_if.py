"""What if, through the client: figures, saving, who may, and what a reader without consent gets."""

import json
import re
from decimal import Decimal

import pytest
from django.http import HttpResponse
from pytest_django import DjangoAssertNumQueries

from planning.enums import Case, CostSharing, PlanState
from planning.models import BusinessPlan, PlanLine, PlanOutcome, PlanPerson, PlanProfit, PlanScenario
from prm.people.models import Membership
from prm.tenancy.scope import in_tenant
from tests.cast import Cast
from tests.planning.agreements import as_partner, let_stand, make_plan

type Sent = HttpResponse
SECRETS = ("123.0", "Rent of the secret office", "Seller", "peopleCost", "Profit, year 1")


@pytest.fixture
def plan(cast: Cast) -> BusinessPlan:
    with in_tenant(cast.acme.pk):
        return make_plan(cast)


def path(plan: BusinessPlan, page: str = "what-if/base/") -> str:
    return f"/t/acme/plans/{plan.pk}/{page}"


def line_of(cast: Cast, plan: BusinessPlan) -> PlanLine:
    with in_tenant(cast.acme.pk):
        return PlanLine.objects.get(plan=plan)


def move(cast: Cast, who: Membership, plan: BusinessPlan, name: str, text: str, **more: str) -> Sent:
    sent = {name: text, "revision": "0", **more}
    page = path(plan, "what-if/bleak/" if name.startswith("cases") else "what-if/base/")
    return cast.client(who).post(page, sent, headers={"HX-Request": "true"})  # type: ignore[return-value]


def name_of(line: PlanLine, field: str) -> str:
    return f"lines:{line.pk}:{field}"


def read(response: Sent) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_a_moved_driver_is_saved_and_every_case_with_it(cast: Cast, plan: BusinessPlan) -> None:
    line = line_of(cast, plan)
    response = move(cast, cast.bob, plan, name_of(line, "price"), "200")
    assert response.status_code == 200
    assert 'data-revision="1"' in read(response)
    # 10 units a month at 200, a fifth of it margin; 123 and 77 of costs.
    assert "$2,400" in read(response) and "on $24,000 revenue" in read(response)
    with in_tenant(cast.acme.pk):
        assert PlanLine.objects.get(plan=plan).price == 200
        assert PlanProfit.objects.get(plan=plan, case=Case.BASE).ebit_year_1 == 2_400
        assert PlanOutcome.objects.filter(plan=plan, revenue_year_1=24_000).count() == len(Case)


def test_a_case_is_moved_and_the_plan_is_left_alone(cast: Cast, plan: BusinessPlan) -> None:
    with in_tenant(cast.acme.pk):
        bleak = PlanScenario.objects.get(plan=plan, case=Case.BLEAK)
    response = move(cast, cast.bob, plan, f"cases:{bleak.pk}:volume_percent", "50")
    assert "on $6,000 revenue" in read(response)
    with in_tenant(cast.acme.pk):
        assert PlanOutcome.objects.get(plan=plan, case=Case.BLEAK).revenue_year_1 == 6_000
        assert PlanOutcome.objects.get(plan=plan, case=Case.BASE).revenue_year_1 == 12_000
    refused = move(cast, cast.bob, plan, f"cases:{bleak.pk}:volume_percent", "-5")
    assert (refused.status_code, "Enter at least 0." in read(refused)) == (422, True)


def test_a_line_typed_month_by_month_is_moved_as_a_whole(cast: Cast, plan: BusinessPlan) -> None:
    with in_tenant(cast.acme.pk):
        PlanLine.objects.filter(plan=plan).update(
            entry="custom", custom_units=[Decimal("2.5")] * 12 + [Decimal(0)] * 24
        )
    line, client = line_of(cast, plan), cast.client(cast.bob)
    page = client.get(path(plan)).content.decode()
    assert f'name="{name_of(line, "units_percent")}" value="100"' in page and "New units, of all months" in page
    assert 'data-reads="scale" data-units="2.5 2.5 ' in page
    client.post(path(plan), {"revision": "0", name_of(line, "units_percent"): "100", name_of(line, "price"): "100"})
    assert line_of(cast, plan).custom_units[0] == Decimal("2.5")
    client.post(path(plan), {"revision": "0", name_of(line, "units_percent"): "133.3333"})
    assert line_of(cast, plan).custom_units[10:14] == [Decimal("3.3333")] * 2 + [Decimal(0)] * 2
    for text in ("much", "-1", "1e5", "999999999999"):
        refused = move(cast, cast.bob, plan, name_of(line, "units_percent"), text)
        assert (refused.status_code, "data-problem" in read(refused)) == (422, True), text
    assert move(cast, cast.bob, plan, name_of(line, "custom_units"), "1 2 3.25").status_code == 200
    assert line_of(cast, plan).custom_units == [Decimal(1), Decimal(2), Decimal("3.25")]


def test_every_driver_of_a_plan_has_a_slider(cast: Cast, plan: BusinessPlan) -> None:
    with in_tenant(cast.acme.pk):
        services = {"project_attach_percent": 10, "project_costing": "hours", "managed_attach_percent": 5}
        PlanLine.objects.filter(plan=plan).update(**services, most_units=20, opening_units=7)
    page = cast.client(cast.bob).get(path(plan)).content.decode()
    for label in (
        "Never more than",
        "Units already in use",
        "Cost of an hour of a project",
        "Margin of a managed service",
        "Training a head",
    ):
        assert f">{label}</label>" in page, label


def test_bad_input_is_answered_in_words_and_changes_nothing(cast: Cast, plan: BusinessPlan) -> None:
    line = line_of(cast, plan)
    for field, text in (("price", "a lot"), ("margin_percent", "250"), ("tenant_id", "1"), ("nothing", "1")):
        response = move(cast, cast.bob, plan, name_of(line, field), text)
        assert response.status_code == 422, field
        assert "data-problem" in read(response)
    for name in ("lines:no-uuid:price", f"plan:{plan.pk}:title", f"planets:{line.pk}:price"):
        assert move(cast, cast.bob, plan, name, "1").status_code == 422, name
    assert line_of(cast, plan).price == 100


def test_two_people_on_one_driver_are_told_of_each_other(cast: Cast, plan: BusinessPlan) -> None:
    line = line_of(cast, plan)
    assert move(cast, cast.priya, plan, name_of(line, "price"), "150").status_code == 200
    second = move(cast, cast.bob, plan, name_of(line, "price"), "120")
    assert second.status_code == 422
    assert "Priya changed this meanwhile to “150”. You entered “120”." in read(second)
    assert line_of(cast, plan).price == 150


def test_without_a_script_the_form_saves_everything_that_differs(cast: Cast, plan: BusinessPlan) -> None:
    line = line_of(cast, plan)
    sent = {"revision": "0", name_of(line, "price"): "110", name_of(line, "margin_percent"): "30", "other": "x"}
    response = cast.client(cast.bob).post(path(plan), sent)
    assert (response.status_code, response["Location"]) == (302, f"{path(plan)}?by=quarter")
    saved = line_of(cast, plan)
    assert (saved.price, saved.margin_percent) == (Decimal(110), Decimal(30))
    wrong = cast.client(cast.bob).post(path(plan), {name_of(line, "price"): "none at all"})
    assert wrong.status_code == 422 and "is not a number" in wrong.content.decode()


def test_an_agreed_plan_is_a_preview_and_refuses_to_be_saved(cast: Cast, plan: BusinessPlan) -> None:
    with in_tenant(cast.acme.pk):
        let_stand(plan, PlanState.ACCEPTED)
    page = cast.client(cast.bob).get(path(plan)).content.decode()
    assert "data-locked" in page and "Agreed: nothing here is saved" in page and "Save and calculate" not in page
    refused = move(cast, cast.bob, plan, name_of(line_of(cast, plan), "price"), "1")
    assert refused.status_code == 422 and "This plan is locked" in read(refused)


def test_whoever_may_only_look_may_try_and_not_save(cast: Cast, plan: BusinessPlan) -> None:
    page = cast.client(cast.noor).get(path(plan))
    assert page.status_code == 200 and b"data-locked" in page.content
    assert move(cast, cast.noor, plan, name_of(line_of(cast, plan), "price"), "1").status_code == 404


@pytest.mark.parametrize(
    "page", ["what-if/base/", "what-if/bold/", "cases/", "sensitivity/", "goal/?profit=1&span=all"]
)
def test_without_consent_there_is_no_cost_in_the_page_nor_in_its_data(cast: Cast, page: str) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast, sharing=CostSharing.PRIVATE)
    seen = cast.client(cast.bob).get(path(plan, page)).content.decode()
    assert "keeps its costs to itself" in seen
    assert [secret for secret in SECRETS if secret in seen.replace(str(plan.pk), "")] == []
    if "what-if" in page:
        data = re.search(r'<script id="plan-data" type="application/json">(.*?)</script>', seen)
        assert data and json.loads(data[1])["plan"]["business"] is None
    own = cast.client(cast.priya).get(path(plan, page)).content.decode()
    assert "keeps its costs to itself" not in own


def test_a_partner_may_show_its_profit_without_its_costs(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast, sharing=CostSharing.RESULTS)
    page = read(cast.client(cast.bob).get(path(plan)))  # type: ignore[arg-type]
    assert "Polaris shows its profit, not its costs" in page and "Profit as saved" in page
    assert '<dt>Money to be found</dt><dd class="figure">$500.00</dd>' in page
    assert "Rent of the secret office" not in page and '"business": null' in page


def test_a_vendor_without_consent_still_moves_what_is_sold(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast, sharing=CostSharing.PRIVATE)
        person = _person(cast, plan)
    line = line_of(cast, plan)
    answer = move(cast, cast.bob, plan, name_of(line, "price"), "200")
    assert answer.status_code == 200 and "Gross profit, year 1" in read(answer) and "EBIT" not in read(answer)
    assert move(cast, cast.bob, plan, f"people:{person.pk}:monthly_cost", "1").status_code == 422
    with as_partner(cast):
        assert PlanProfit.objects.get(plan=plan, case=Case.BASE).ebit_year_1 == 2_400


def _person(cast: Cast, plan: BusinessPlan) -> PlanPerson:
    with as_partner(cast):
        return PlanPerson.objects.get(plan=plan)


def test_unknown_cases_and_other_peoples_plans_are_not_there(cast: Cast, plan: BusinessPlan) -> None:
    assert cast.client(cast.bob).get(path(plan, "what-if/rosy/")).status_code == 404
    for stranger in (cast.dana, cast.omar):
        for page in ("what-if/base/", "cases/", "sensitivity/", "goal/"):
            assert cast.client(stranger).get(path(plan, page)).status_code == 404


def test_columns_are_quarters_unless_years_or_months_are_asked_for(cast: Cast, plan: BusinessPlan) -> None:
    client = cast.client(cast.bob)
    for query, columns in (("", 12), ("?by=year", 3), ("?by=month", 36), ("?by=moon", 12)):
        head = re.search(
            r"<thead>(.*?)</thead>", client.get(path(plan) + query).content.decode().split("data-account")[1]
        )
        assert head and head[1].count("<th") == columns + 3, query


def test_cases_stand_side_by_side_with_their_difference(cast: Cast, plan: BusinessPlan) -> None:
    with in_tenant(cast.acme.pk):
        PlanScenario.objects.filter(plan=plan, case=Case.BOLD).update(volume_percent=150)
    page = read(cast.client(cast.bob).get(path(plan, "cases/")))  # type: ignore[arg-type]
    assert '$54,000<span class="cell-note">+$18,000</span>' in page and "as planned" in page
    assert all(path(plan, f"what-if/{case.value}/") in page for case in Case)


def test_what_matters_most_is_told_first(cast: Cast, plan: BusinessPlan) -> None:
    page = read(cast.client(cast.bob).get(path(plan, "sensitivity/")))  # type: ignore[arg-type]
    assert "Most depends on the margin or fee of Cloud seats: 10% more changes the profit of 36 months by $720." in page


def test_a_goal_is_answered_and_becomes_the_bold_case(cast: Cast, plan: BusinessPlan) -> None:
    question = path(plan, "goal/?profit=3600&span=all")
    page = read(cast.client(cast.bob).get(question))  # type: ignore[arg-type]
    assert "Sell 150.00% of what is planned: $3,600.00 instead of $0.00." in page
    assert cast.client(cast.noor).post(question).status_code == 404
    kept = cast.client(cast.bob).post(question)
    assert (kept.status_code, kept["Location"]) == (302, path(plan, "what-if/bold/"))
    with in_tenant(cast.acme.pk):
        assert PlanScenario.objects.get(plan=plan, case=Case.BOLD).volume_percent == 150
        assert sum(_profits(plan, Case.BOLD)) == 3_600 and sum(_profits(plan, Case.BASE)) == 0


def _profits(plan: BusinessPlan, case: Case) -> list[Decimal]:
    profit = PlanProfit.objects.get(plan=plan, case=case)
    return [profit.ebit_year_1, profit.ebit_year_2, profit.ebit_year_3]


def test_a_goal_beyond_reach_is_said_in_words(cast: Cast, plan: BusinessPlan) -> None:
    client = cast.client(cast.bob)
    assert b"It cannot be reached by selling more." in client.get(path(plan, "goal/?profit=99999999&span=1")).content
    assert b"The plan reaches it already" in client.get(path(plan, "goal/?profit=-5&span=all")).content
    assert "200.00%" in read(client.get(path(plan, "goal/?monthly_cost=200&from_month=1")))  # type: ignore[arg-type]
    assert "“much” is not a number." in client.get(path(plan, "goal/?profit=much&span=all")).content.decode()


@pytest.mark.parametrize("lines", [1, 3])
def test_a_plan_takes_as_many_queries_however_long_it_is(
    cast: Cast, plan: BusinessPlan, lines: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with in_tenant(cast.acme.pk):
        for number in range(1, lines):
            PlanLine.objects.create(plan=plan, partner_id=plan.partner_id, name=f"Line {number}", position=number)
    client, line = cast.client(cast.bob), line_of_first(cast, plan)
    client.get(path(plan))
    with django_assert_num_queries(QUERIES_OF_A_PAGE):
        client.get(path(plan))
    sent = {name_of(line, "price"): "101", "revision": "0"}
    with django_assert_num_queries(QUERIES_OF_A_SAVE):
        client.post(path(plan), sent, headers={"HX-Request": "true"})


QUERIES_OF_A_PAGE, QUERIES_OF_A_SAVE = 17, 27


def line_of_first(cast: Cast, plan: BusinessPlan) -> PlanLine:
    with in_tenant(cast.acme.pk):
        return PlanLine.objects.filter(plan=plan).order_by("position")[0]
