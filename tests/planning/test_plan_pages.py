"""The pages of business plans: who sees what, where buttons lead, and how many queries a list takes."""

from typing import Any

import pytest

from planning.enums import CostSharing, PlanState
from planning.models import BusinessPlan, PlanCost, PlanLine, PlanMoney, PlanTime
from planning.operations.agreement.consent import set_cost_sharing
from prm.tenancy.models import Tenant
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


def private(plan: BusinessPlan, cast: Cast) -> None:
    """The champion makes the costs its own."""
    with acting(cast.priya):
        money = PlanMoney.objects.get(plan=plan)
    typed(plan, money, "investment", "12345", by=cast.priya)


def get(cast: Cast, who: str, path: str, **more: Any) -> Any:
    return cast.client(getattr(cast, who)).get(f"/t/acme/{path}", **more)


def test_an_empty_tab_says_what_to_do_and_the_start_makes_a_whole_draft(cast: Cast) -> None:
    client = cast.client(cast.bob)
    tab = f"/t/acme/partners/{cast.polaris.pk}/plans/"
    assert b"No plan yet" in client.get(tab).content
    assert b"Start a plan" not in cast.client(cast.noor).get(tab).content
    started = client.post(f"{tab}new/", {"year": "2027", "template": "managed", "copy_of": ""})
    with in_tenant(cast.acme.pk):
        plan = BusinessPlan.objects.get()
    assert started["Location"] == f"/t/acme/plans/{plan.pk}/steps/1/"
    assert "Managed services (MSP)" in plan.start_note
    refused = client.post(f"{tab}new/", {"year": "1999", "template": "managed"})
    assert refused.status_code == 422


def test_every_page_opens_for_whoever_may_and_no_other(cast: Cast, plan: BusinessPlan) -> None:
    base = f"plans/{plan.pk}/"
    for page in ("", "edit/", *(f"steps/{number}/" for number in range(1, 11))):
        assert get(cast, "bob", base + page).status_code == 200, page
        assert get(cast, "priya", base + page).status_code == 200, page
        assert get(cast, "dana", base + page).status_code == 404, page
        assert get(cast, "omar", base + page).status_code == 404, page
        assert get(cast, "noor", base + page).status_code == (404 if page else 200), page
    for by in ("quarter", "month", "nonsense"):
        assert get(cast, "noor", f"{base}?by={by}").status_code == 200
    assert get(cast, "bob", f"{base}steps/11/").status_code == 404


def test_a_field_is_saved_by_itself_and_the_answer_has_the_figures(cast: Cast, plan: BusinessPlan) -> None:
    with in_tenant(cast.acme.pk):
        line = PlanLine.objects.filter(plan=plan).order_by("position")[0]
    url, key = f"/t/acme/plans/{plan.pk}/rows/lines/{line.pk}/fields/price/", f"{line.pk}-price"
    client = cast.client(cast.bob)
    fragment = {"HX-Request": "true"}
    saved = client.post(url, {f"a-{key}": "1,000", f"r-{key}": "0"}, headers=fragment)
    assert saved.status_code == 200
    assert b'id="plan-summary"' in saved.content and f'value="1" id="r-{key}"'.encode() not in saved.content
    assert f'id="r-{key}" name="r-{key}" value="1"'.encode() in saved.content
    wrong = client.post(url, {f"a-{key}": "dear", f"r-{key}": "1"}, headers=fragment)
    assert (wrong.status_code, "“dear” is not a number." in wrong.content.decode()) == (422, True)
    typed(plan, line, "price", "1200", by=cast.alice)
    conflict = client.post(url, {f"a-{key}": "1300", f"r-{key}": "1"}, headers=fragment)
    assert conflict.status_code == 409
    assert "Alice changed this meanwhile to “1200”. You entered “1300”." in conflict.content.decode()
    for wrong_url in (url.replace("/price/", "/tenant/"), url.replace("/lines/", "/money/")):
        assert client.post(wrong_url, {}, headers=fragment).status_code == 404


def test_without_javascript_a_step_is_a_form_that_goes_on(cast: Cast, plan: BusinessPlan) -> None:
    client, url = cast.client(cast.bob), f"/t/acme/plans/{plan.pk}/steps/1/"
    key = f"{plan.pk}-title"
    refused = client.post(url, {f"a-{key}": " ", f"r-{key}": "0"})
    assert (refused.status_code, b"This needs a name." in refused.content) == (422, True)
    kept = client.post(url, {f"a-{key}": "Our plan", f"r-{key}": "0"})
    assert kept["Location"] == f"/t/acme/plans/{plan.pk}/steps/2/"
    with in_tenant(cast.acme.pk):
        assert BusinessPlan.objects.get(pk=plan.pk).title == "Our plan"


def test_private_costs_are_a_sentence_for_the_vendor_and_fields_for_the_partner(cast: Cast, plan: BusinessPlan) -> None:
    private(plan, cast)
    for number in (7, 8, 9):
        vendors = get(cast, "bob", f"plans/{plan.pk}/steps/{number}/").content.decode()
        assert "Polaris keeps its costs to itself" in vendors
        assert "data-entry" not in vendors and "12345" not in vendors
    assert "12345" in get(cast, "priya", f"plans/{plan.pk}/steps/9/").content.decode()
    for page in ("", "edit/", "steps/10/"):
        assert "12345" not in get(cast, "bob", f"plans/{plan.pk}/{page}").content.decode()
    assert "Profit (EBIT)" not in get(cast, "bob", f"plans/{plan.pk}/").content.decode()
    with acting(cast.priya):
        set_cost_sharing(plan=plan, sharing=CostSharing.LINES, by=cast.priya, at=NOW)
    shown = get(cast, "bob", f"plans/{plan.pk}/steps/9/").content.decode()
    assert "12345" in shown and "data-entry" not in shown


def test_the_partner_is_asked_who_may_see_its_costs(cast: Cast, plan: BusinessPlan) -> None:
    with acting(cast.priya):
        cost = PlanCost.objects.filter(plan=plan)[0]
    key = f"{cost.pk}-amount"
    client = cast.client(cast.priya)
    url = f"/t/acme/plans/{plan.pk}/rows/costs/{cost.pk}/fields/amount/"
    answer = client.post(url, {f"a-{key}": "1", f"r-{key}": "0"}, headers={"HX-Request": "true"})
    assert "Who may see your costs?" in answer.content.decode()
    client.post(f"/t/acme/plans/{plan.pk}/cost-sharing/", {"sharing": "results", "back": "8"})
    with in_tenant(cast.acme.pk):
        assert BusinessPlan.objects.get(pk=plan.pk).sharing is CostSharing.RESULTS


def test_rows_come_and_go_by_buttons(cast: Cast, plan: BusinessPlan) -> None:
    client, rows = cast.client(cast.bob), f"/t/acme/plans/{plan.pk}/rows/lines/"
    added = client.post(f"{rows}new/", {"back": "3"})
    assert f"/plans/{plan.pk}/steps/3/#c-" in added["Location"]
    with in_tenant(cast.acme.pk):
        row = PlanLine.objects.get(plan=plan, name="New line")
    for what in ("copy", "move", "removal"):
        assert client.post(f"{rows}{row.pk}/{what}/", {"back": "all", "steps": "-1"}).status_code == 302
    assert client.post(f"{rows}{row.pk}/return/").status_code == 302
    with in_tenant(cast.acme.pk):
        assert PlanLine.objects.filter(plan=plan).count() == 4
    assert client.post(f"/t/acme/plans/{plan.pk}/rows/money/new/").status_code == 404


def test_a_locked_plan_is_read_and_not_written(cast: Cast, plan: BusinessPlan) -> None:
    with in_tenant(cast.acme.pk):
        BusinessPlan.objects.filter(pk=plan.pk).update(state=PlanState.CLOSED)
    for page in ("edit/", "steps/3/"):
        assert get(cast, "bob", f"plans/{plan.pk}/{page}")["Location"] == f"/t/acme/plans/{plan.pk}/"
    detail = get(cast, "bob", f"plans/{plan.pk}/").content.decode()
    assert "Step by step" not in detail


def test_a_plan_keeps_its_currency_and_says_so(cast: Cast, plan: BusinessPlan) -> None:
    with in_tenant(cast.acme.pk):
        Tenant.objects.filter(pk=cast.acme.pk).update(currency="EUR")
    assert "This plan is in USD and stays so" in get(cast, "bob", f"plans/{plan.pk}/").content.decode()


def test_templates_are_renamed_switched_off_and_made_of_plans(cast: Cast, plan: BusinessPlan) -> None:
    client = cast.client(cast.olga)
    made = client.post(f"/t/acme/plans/{plan.pk}/template/", {"name": "Our way", "description": ""})
    assert made["Location"] == "/t/acme/settings/plan-templates/"
    client.post("/t/acme/settings/plan-templates/agent/", {"name": "Agents", "description": "x"})
    listed = client.get("/t/acme/settings/plan-templates/").content.decode()
    assert "Our way" in listed and "Agents" in listed and "Switched off" in listed
    assert client.get("/t/acme/settings/plan-templates/none/").status_code == 404
    assert cast.client(cast.bob).get("/t/acme/settings/plan-templates/").status_code == 404


def test_what_is_spent_before_month_1_is_told_below_the_cash_that_begins_with_it(
    cast: Cast, plan: BusinessPlan
) -> None:
    private(plan, cast)
    told = get(cast, "priya", f"plans/{plan.pk}/").content.decode()
    assert "Cumulative cash begins with the $12,345.00 spent before month 1." in told
    with acting(cast.priya):
        money = PlanMoney.objects.get(plan=plan)
    typed(plan, money, "investment", "0", by=cast.priya)
    assert "spent before month 1" not in get(cast, "priya", f"plans/{plan.pk}/").content.decode()


def _count(cast: Cast, django_assert_num_queries: Any, path: str, queries: int) -> None:
    client = cast.client(cast.alice)
    client.get(path)
    with django_assert_num_queries(queries):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("plans", [1, 3])
def test_lists_take_as_many_queries_for_one_plan_as_for_three(
    cast: Cast, django_assert_num_queries: Any, plans: int
) -> None:
    for number in range(plans):
        draft(cast.polaris, cast.priya, year=2026 + number)
    _count(cast, django_assert_num_queries, "/t/acme/plans/", 12)
    _count(cast, django_assert_num_queries, f"/t/acme/partners/{cast.polaris.pk}/plans/", 10)


def test_the_list_says_how_long_writing_takes_and_exports(cast: Cast, plan: BusinessPlan) -> None:
    with in_tenant(cast.acme.pk):
        BusinessPlan.objects.filter(pk=plan.pk).update(shared_at=NOW)
        PlanTime.objects.filter(plan=plan).update(active_seconds=420)
    shown = get(cast, "alice", "plans/").content.decode()
    assert "Half are ready to share within 7 min of writing, nine of ten within 7 min" in shown
    assert "ready to share" not in get(cast, "priya", "plans/").content.decode()
    exported = get(cast, "alice", "plans/?export=csv").content.decode()
    assert "Polaris" in exported and "Business plan FY26" in exported
