"""The pages of marketing plans through the client, as the roles that use them."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from partners.models import Partner
from planning.documents.marketing.tables import case_table, waterfall_chart
from planning.models import MarketingPlan, Tactic, TacticType
from planning.operations.marketing import flow
from planning.queries.marketing.plans import forecast_of
from prm.kernel.fiscal import FiscalCalendar, Period, add_months
from prm.tenancy.scope import in_tenant
from tests.api.conftest import api
from tests.cast import NOW, Cast
from tests.planning.marketing import Q2, Q3, again, begun, tactic_of, vector_plan

__all__ = ["api"]
pytestmark = pytest.mark.django_db
FRAGMENT = {"HX-Request": "true"}


def url(plan: MarketingPlan, path: str = "") -> str:
    return f"/t/acme/partners/{plan.partner_id}/marketing/{plan.pk}/{path}"


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def drafted(cast: Cast) -> MarketingPlan:
    with in_tenant(cast.acme.pk):
        return begun(cast.polaris, cast.bob)


def submitted(cast: Cast, partner: Partner | None = None, quarter: Period = Q3) -> MarketingPlan:
    with in_tenant(cast.acme.pk):
        plan = vector_plan(partner or cast.polaris, cast.bob, quarter)
        return flow.submit_plan(plan=plan, by=cast.bob, at=NOW)


def approved(cast: Cast, partner: Partner | None = None, quarter: Period = Q3) -> MarketingPlan:
    plan = submitted(cast, partner, quarter)
    with in_tenant(cast.acme.pk):
        return flow.approve_plan(plan=plan, by=cast.mark, at=NOW)


def save(client: Client, plan: MarketingPlan, name: str, value: str, base: str, *, step: str = "") -> Any:
    query = f"?step={step}" if step else ""
    return client.post(url(plan, f"fields/{query}"), {name: value, f"base-{name}": base}, headers=FRAGMENT)


def test_a_field_is_kept_and_the_forecast_follows(cast: Cast) -> None:
    plan = drafted(cast)
    with in_tenant(cast.acme.pk):
        name = f"tactic-{tactic_of(plan).pk}-reach"
    answer = save(cast.client(cast.bob), plan, name, "5000", "2500")
    assert answer.status_code == 200
    assert f'name="base-{name}" value="5000"' in text_of(answer)
    assert "marketing-panel" in text_of(answer)
    with in_tenant(cast.acme.pk):
        assert tactic_of(plan).reach == 5000
    goals_only = save(cast.client(cast.bob), plan, "plan-title", "Autumn", plan.title, step="goals")
    assert "marketing-detail" not in text_of(goals_only)


@pytest.mark.parametrize(
    ("field", "value", "base", "words"),
    [
        ("budget", "-5", "2000", "At least 0."),
        ("mql_percent", "101", "25", "At most 100."),
        ("mdf_budget", "2001", "1000", "cannot be more than"),
        ("start_date", "2026-06-30", "2026-07-01", "Q3 FY26 runs from"),
        ("reach", "many", "2500", "Enter a whole number"),
        ("name", "", "E-mail campaign", "This field is required"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(cast: Cast, field: str, value: str, base: str, words: str) -> None:
    plan = drafted(cast)
    with in_tenant(cast.acme.pk):
        name = f"tactic-{tactic_of(plan).pk}-{field}"
    client = cast.client(cast.bob)
    answer = save(client, plan, name, value, base)
    assert answer.status_code == 422
    assert f'id="note-{name}"' in text_of(answer)
    assert words in text_of(answer)
    whole = client.post(url(plan, "fields/"), {name: value, f"base-{name}": base})
    assert (whole.status_code, words in text_of(whole)) == (422, True)


def test_the_slower_of_two_writers_sees_both_values(cast: Cast) -> None:
    plan = drafted(cast)
    with in_tenant(cast.acme.pk):
        name = f"tactic-{tactic_of(plan).pk}-budget"
    assert save(cast.client(cast.bob), plan, name, "5000", "2000").status_code == 200
    priya = cast.client(cast.priya)
    answer = save(priya, plan, name, "7000", "2000")
    assert answer.status_code == 409
    assert "Bob changed this meanwhile to “5000”. You entered “7000”." in text_of(answer)
    assert save(priya, plan, name, "7000", "5000").status_code == 200
    with in_tenant(cast.acme.pk):
        assert tactic_of(plan).budget == Decimal(7000)


def test_goals_and_tactics_come_and_go(cast: Cast) -> None:
    plan, client = drafted(cast), cast.client(cast.priya)
    with in_tenant(cast.acme.pk):
        kind, first = TacticType.objects.get(name="Direct mail"), tactic_of(plan)
    assert client.post(url(plan, "tactics/"), {"type": kind.pk}).status_code == 302
    assert client.post(url(plan, "goals/")).status_code == 302
    assert client.post(url(plan, f"tactics/{first.pk}/removal/")).status_code == 302
    with in_tenant(cast.acme.pk):
        names = list(plan.tactics.order_by("order").values_list("name", flat=True))
        assert names == ["Webinar", "Customer event", "Direct mail"]
        assert plan.goals.count() == 3
        goal, webinar = plan.goals.order_by("order")[0], plan.tactics.get(name="Webinar")
        Tactic.objects.filter(pk=webinar.pk).update(goal=goal, owner=cast.bob)
        before = list(Tactic.objects.filter(plan=plan).order_by("pk").values())
    for path, row in (("tactics", webinar), ("goals", goal)):
        page = text_of(client.post(url(plan, f"{path}/{row.pk}/removal/"), follow=True))
        assert url(plan, f"removed/{row.pk}/return/") in page
    with in_tenant(cast.acme.pk):
        assert (plan.tactics.count(), plan.goals.count()) == (2, 2)
    for row in (goal, webinar):
        assert client.post(url(plan, f"removed/{row.pk}/return/")).status_code == 302
    with in_tenant(cast.acme.pk):
        assert list(Tactic.objects.filter(plan=plan).order_by("pk").values()) == before
    assert "This is back already" in text_of(client.post(url(plan, f"removed/{goal.pk}/return/")))
    assert cast.client(cast.noor).post(url(plan, f"removed/{goal.pk}/return/")).status_code == 404


def test_a_plan_is_begun_for_an_offered_quarter_once(cast: Cast) -> None:
    client = cast.client(cast.bob)
    address = f"/t/acme/partners/{cast.vega.pk}/marketing/"
    offered = client.get(address).context["offered"]
    assert len(offered) == 3
    body = {"quarter": offered[0].start_date.isoformat()}
    page = client.post(f"{address}new/", body, follow=True)
    assert "Everything in it is a suggestion" in text_of(page)
    assert "Nobody is named for" in text_of(page) and "who did not submit the plan" in text_of(page)
    assert len(client.get(address).context["offered"]) == 2
    assert client.post(f"{address}new/", body).status_code == 422
    assert client.post(f"{address}new/", {"quarter": "1999-01-01"}).status_code == 422


def test_the_approver_sees_the_forecast_and_the_requester_does_not_decide(cast: Cast) -> None:
    plan = submitted(cast)
    page = text_of(cast.client(cast.mark).get(url(plan)))
    assert "Approve $15,000.00 MDF for 200 MGOs and $300K revenue" in page
    assert "Approve $15,000.00 of MDF</button>" in page and "No audience is named for" in page
    waiting = text_of(cast.client(cast.priya).get(url(plan)))
    assert "Waiting for a decision" in waiting and "decides about $15,000.00 of MDF" in waiting
    assert "400% ROI" in page
    assert "20.0× revenue multiple" in page
    assert "Your decision" not in text_of(cast.client(cast.bob).get(url(plan)))
    assert cast.client(cast.bob).post(url(plan, "approval/")).status_code == 404
    refused = cast.client(cast.mark).post(url(plan, "return/"), {"reason": ""})
    assert refused.status_code == 422
    cast.client(cast.mark).post(url(plan, "return/"), {"reason": "Fewer fairs"})
    assert "Fewer fairs" in text_of(cast.client(cast.priya).get(url(plan)))
    cast.client(cast.olga).post(url(plan, "submission/"))
    assert cast.client(cast.olga).post(url(plan, "approval/")).status_code == 422
    assert cast.client(cast.alice).post(url(plan, "approval/")).status_code == 302


def test_a_locked_plan_takes_no_figures_but_a_new_revision_does(cast: Cast) -> None:
    plan = approved(cast)
    with in_tenant(cast.acme.pk):
        name = f"tactic-{plan.tactics.get().pk}-budget"
    bob = cast.client(cast.bob)
    assert save(bob, plan, name, "1", "15000").status_code == 422
    assert bob.post(url(plan, "reopening/"), {"reason": "Half of it"}).status_code == 302
    assert save(bob, plan, name, "15001", "15000").status_code == 200
    assert "Plan and actual" in text_of(bob.get(url(plan)))
    assert "Revision 2" in text_of(bob.get(url(plan)))


def test_members_read_and_do_not_write(cast: Cast) -> None:
    plan, noor = drafted(cast), cast.client(cast.noor)
    assert "data-saving" not in text_of(noor.get(url(plan)))
    assert noor.post(url(plan, "submission/")).status_code == 404


def test_a_partner_sees_no_names_of_the_vendor_it_does_not_know(cast: Cast) -> None:
    plan = drafted(cast)
    with in_tenant(cast.acme.pk):
        tactic = tactic_of(plan)
        Tactic.objects.filter(pk=tactic.pk).update(owner=cast.olga)
    priya = cast.client(cast.priya)
    page = text_of(priya.get(url(plan)))
    assert "Olga" not in page
    assert "Somebody at the vendor" in page
    assert save(priya, plan, f"tactic-{tactic.pk}-owner", str(cast.priya.pk), str(cast.olga.pk)).status_code == 200
    with in_tenant(cast.acme.pk):
        assert again(tactic).owner_id == cast.priya.pk


def test_the_pdf_is_one_page_that_names_both_returns(cast: Cast) -> None:
    from io import BytesIO

    from pypdf import PdfReader

    plan = approved(cast)
    answer = cast.client(cast.priya).get(url(plan, "pdf/"))
    pages = PdfReader(BytesIO(b"".join(answer.streaming_content))).pages  # type: ignore[attr-defined]
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert len(pages) == 1
    assert "Revenue multiple on MDF" in text
    assert "400%" in text
    assert "Launch webinar" in text


QUARTERS = [FiscalCalendar().quarter(FiscalCalendar().quarter_of(add_months(Q2.start_date, 3 * n))) for n in range(3)]
LIST_QUERIES, TAB_QUERIES, PLAN_QUERIES, READ_QUERIES, TYPE_QUERIES, API_QUERIES = 14, 12, 19, 23, 8, 10


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("path", ["list", "tab", "types", "api"])
def test_a_list_takes_the_same_queries_for_one_row_and_for_three(
    cast: Cast, path: str, rows: int, api: Any, django_assert_num_queries: Any
) -> None:
    for quarter in QUARTERS[:rows]:
        submitted(cast, quarter=quarter)
    address, queries = {
        "list": ("/t/acme/marketing/", LIST_QUERIES),
        "tab": (f"/t/acme/partners/{cast.polaris.pk}/marketing/", TAB_QUERIES),
        "types": ("/t/acme/settings/tactic-types/", TYPE_QUERIES),
        "api": ("", API_QUERIES),
    }[path]
    client, caller = cast.client(cast.alice), api("alice")
    ask = (lambda: caller.get("marketing-plans/")) if path == "api" else (lambda: client.get(address))
    ask()
    with django_assert_num_queries(queries):
        assert ask().status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_a_plan_takes_the_same_queries_for_one_tactic_and_for_three(
    cast: Cast, rows: int, django_assert_num_queries: Any
) -> None:
    plan, read = drafted(cast), approved(cast, cast.vega)
    with in_tenant(cast.acme.pk):
        for tactic in plan.tactics.order_by("order")[rows:]:
            tactic.delete()
        for number in range(rows - 1):
            one = read.tactics.order_by("pk")[0]
            one.pk = None
            one.id = Tactic().id
            one.name = f"Again {number}"
            one.save(force_insert=True)
    bob = cast.client(cast.bob)
    for address, queries in ((url(plan), PLAN_QUERIES), (url(read), READ_QUERIES)):
        bob.get(address)
        with django_assert_num_queries(queries):
            assert bob.get(address).status_code == 200


def test_the_list_sums_what_matches_and_exports_it(cast: Cast) -> None:
    submitted(cast)
    approved(cast, cast.orion)
    alice = cast.client(cast.alice)
    page = alice.get("/t/acme/marketing/?state=submitted")
    assert (
        "$15K budget, $15K of it MDF, for 200 MGOs and $300K revenue: 20.0× revenue multiple and 400% ROI"
        in text_of(page)
    )
    assert "1 waits for approval" in text_of(page)
    exported = alice.get("/t/acme/marketing/?export=csv").content.decode("utf-8-sig")
    assert "Polaris,AC-POLARIS,2026-07-01,Submitted,1,15000.00,15000.00,200" in exported
    assert alice.get("/t/acme/marketing/?export=xlsx").status_code == 200
    assert "Orion" not in text_of(cast.client(cast.bob).get("/t/acme/marketing/"))


def test_the_api_tells_the_same_forecast(cast: Cast, api: Any) -> None:
    plan = approved(cast)
    shown = api("priya").get(f"marketing-plans/{plan.pk}/").json()
    assert shown["state"] == "approved"
    base = shown["forecast"]["base"]
    assert (float(base["mgos"]), float(base["revenue"])) == (200, 300_000)
    assert float(base["vendor"]["revenue_multiple"]) == 20
    assert float(base["pair"]["roi_percent"]) == 400
    assert shown["tactics"][0]["campaign"] is not None
    tactics = api("bob").get(f"tactics/?plan={plan.pk}").json()["results"]
    assert tactics[0]["forecast"]["opportunities"] == base["opportunities"]
    assert api("omar").get(f"marketing-plans/{plan.pk}/").status_code == 404
    assert api("noor").get("tactic-types/").status_code == 200
    assert api("bob").get("marketing-plans/?state=nonsense").status_code == 400


def test_a_type_of_tactics_is_added_edited_and_removed(cast: Cast) -> None:
    mark = cast.client(cast.mark)
    with in_tenant(cast.acme.pk):
        kind = TacticType.objects.get(name="Webinar")
    fields = {
        "name": "Podcast",
        "usual_budget": "1000",
        "usual_reach": "0",
        "usual_days": "30",
        "cost_per_response": "50",
        "inquiry_percent": "0",
        "mql_percent": "10",
        "sal_percent": "50",
        "sql_percent": "50",
        "won_percent": "20",
        "average_deal": "9000",
        "gross_margin_percent": "30",
        "is_active": "on",
        "order": "5",
    }
    assert mark.post("/t/acme/settings/tactic-types/new/", fields).status_code == 302
    assert mark.post("/t/acme/settings/tactic-types/new/", fields).status_code == 422
    assert mark.post(f"/t/acme/settings/tactic-types/{kind.pk}/", fields | {"mql_percent": "200"}).status_code == 422
    assert mark.post(f"/t/acme/settings/tactic-types/{kind.pk}/", fields | {"name": "Webinar"}).status_code == 302
    with in_tenant(cast.acme.pk):
        assert (again(kind).is_example, again(kind).mql_percent) == (False, Decimal(10))
        podcast = TacticType.objects.get(name="Podcast")
    assert mark.post(f"/t/acme/settings/tactic-types/{podcast.pk}/removal/").status_code == 302
    assert cast.client(cast.bob).get("/t/acme/settings/tactic-types/").status_code == 404


def test_chart_and_table_of_a_forecast_round_alike(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        forecast = forecast_of(vector_plan(cast.polaris, cast.bob, Q3))
    halves = {case: replace(each, won=Decimal("3.85")) for case, each in forecast.cases.items()}
    forecast = replace(forecast, cases=halves)
    chart, table = waterfall_chart(forecast), case_table(forecast, currency="USD")
    shown = {chart.format.short(series.values[-1] or Decimal(0)) for series in chart.series}
    (row,) = [cells for cells in table.rows if cells[0] == "Won"]
    assert shown == set(row[1:]) == {"3.9"}
