"""The agreement on a plan in the browser: what each side may press, and what it is told."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from planning.enums import CostSharing
from planning.models import BusinessPlan, PlanLine
from planning.operations.agreement.flow import amend_plan
from planning.operations.plans.outcomes import refresh_outcomes
from planning.queries.agreement.agreed import hash_of
from planning.tasks import mail_turn
from prm.events.models import Event
from prm.people.models import Membership
from prm.tenancy.scope import in_tenant
from tests.cast import NOW, Cast
from tests.planning.agreements import DRAWING, accept, approve, make_active_plan, make_plan, share

# Pages look at the clock; a plan of a year that is over is approved no more.
THIS_YEAR = timezone.now().year
SECRET = "Rent of the secret office"


def _url(name: str, plan: BusinessPlan) -> str:
    return reverse(f"planning:{name}", args=["acme", plan.pk])


def _page(client: Client, plan: BusinessPlan, name: str = "plan-agreement") -> str:
    response = client.get(_url(name, plan))
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def _ink(plan: BusinessPlan, cast: Cast, **changes: str) -> dict[str, str]:
    with in_tenant(cast.acme.pk):
        return {"seen_hash": hash_of(plan), "typed_name": "", "drawing": DRAWING} | changes


def test_both_sides_take_a_plan_from_draft_to_active(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast, hidden=True, year=THIS_YEAR)
    bob, priya = cast.client(cast.bob), cast.client(cast.priya)
    assert priya.get(_url("plan-agreement", plan)).status_code == 404
    assert "does not see this draft" in _page(bob, plan)
    assert bob.post(_url("plan-share", plan)).status_code == 302
    assert "Waiting for Polaris" in _page(bob, plan)
    assert "Your turn" in _page(priya, plan)
    assert priya.post(_url("plan-acceptance", plan), _ink(plan, cast)).status_code == 302
    assert "Waiting for Acme" in _page(priya, plan)
    assert priya.post(_url("plan-approval", plan), _ink(plan, cast)).status_code == 404
    typed = _ink(plan, cast, typed_name="Bob Vendor", drawing="")
    assert bob.post(_url("plan-approval", plan), typed).status_code == 302
    told = _page(priya, plan)
    for words in ("Both sides have signed", "Unchanged since signing", "Bob Vendor", DRAWING, "Priya accepted"):
        assert words in told, words


def test_a_signature_without_ink_or_under_another_text_is_refused_on_the_page(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast)
        share(cast, plan)
    priya = cast.client(cast.priya)
    refused = priya.post(_url("plan-acceptance", plan), _ink(plan, cast, drawing=""))
    assert (refused.status_code, "Type your name" in refused.content.decode()) == (422, True)
    stale = priya.post(_url("plan-acceptance", plan), _ink(plan, cast, seen_hash="0" * 64))
    assert stale.status_code == 422
    told = stale.content.decode()
    assert "has changed since you opened this page" in told
    assert f'value="{_ink(plan, cast)["seen_hash"]}"' in told, "the next try signs what stands there now"


def test_the_vendor_is_told_when_nobody_of_the_partner_can_sign(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast)
        share(cast, plan)
    bob = cast.client(cast.bob)
    assert "can sign yet" not in _page(bob, plan)
    with in_tenant(cast.acme.pk):
        Membership.objects.filter(pk=cast.priya.pk).update(ended_at=NOW)
    told = _page(bob, plan)
    assert "Nobody at Polaris can sign yet" in told
    invitation = f"/t/acme/partners/{cast.polaris.pk}/invite/"
    olga = cast.client(cast.olga)
    assert invitation not in told and invitation in _page(olga, plan)
    assert olga.get(invitation).status_code == 200
    assert "can sign yet" not in _page(cast.client(cast.noor), plan)


def test_each_first_page_tells_what_waits(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast)
        share(cast, plan)
    home = reverse("scorecards:partner-scorecard", args=["acme", cast.polaris.pk])
    assert "waits for your signature" in cast.client(cast.priya).get(home).content.decode()
    for other in (cast.noor, cast.bob):
        assert "waits for your signature" not in cast.client(other).get(home).content.decode()
    day = reverse("cadence:my-day", args=["acme"])
    assert "Plans to approve" not in cast.client(cast.bob).get(day).content.decode()
    with in_tenant(cast.acme.pk):
        accept(cast, plan)
    assert "Plans to approve" in cast.client(cast.bob).get(day).content.decode()
    assert "Plans to approve" not in cast.client(cast.dana).get(day).content.decode()


def test_whose_turn_it_is_gets_one_mail(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast)
        share(cast, plan)
        shared = Event.objects.get(name="planning.plan.shared")
    for _ in range(2):
        mail_turn(event_id=str(shared.pk), tenant_id=str(cast.acme.pk))
    assert [(each.to, "shares a business plan for FY26" in each.subject) for each in mail.outbox] == [
        (["priya@example.com"], True)
    ]
    with in_tenant(cast.acme.pk):
        accept(cast, plan)
        accepted = Event.objects.get(name="planning.plan.accepted")
    mail_turn(event_id=str(accepted.pk), tenant_id=str(cast.acme.pk))
    assert mail.outbox[-1].to == ["bob@example.com"]
    assert f"/plans/{plan.pk}/agreement/" in mail.outbox[-1].body
    with in_tenant(cast.acme.pk):
        approve(cast, plan)
    mail_turn(event_id=str(shared.pk), tenant_id=str(cast.acme.pk))
    assert len(mail.outbox) == 2


def test_reopen_amend_and_close_ask_why(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast, year=THIS_YEAR)
        share(cast, plan)
        accept(cast, plan)
    priya, bob = cast.client(cast.priya), cast.client(cast.bob)
    assert bob.post(_url("plan-reopening", plan), {"reason": ""}).status_code == 422
    assert bob.post(_url("plan-reopening", plan), {"reason": "Wrong price"}).status_code == 302
    told = _page(priya, plan)
    assert "Wrong price" in told and "signature is void" in told
    with in_tenant(cast.acme.pk):
        plan.refresh_from_db()
        accept(cast, plan)
        approve(cast, plan)
    answer = priya.post(_url("plan-amendment", plan), {"reason": "New product"})
    assert answer.status_code == 302
    with in_tenant(cast.acme.pk):
        draft = BusinessPlan.objects.get(amends=plan)
    assert str(draft.pk) in answer["Location"]
    told = _page(bob, plan)
    assert "Version 2</a> is being worked on" not in told and "is being worked on" in told
    assert priya.post(_url("plan-closing", plan), {"reason": "No"}).status_code == 404
    assert bob.post(_url("plan-closing", draft), {"reason": "Not needed"}).status_code == 302
    assert "Not needed" in _page(priya, draft)


def test_an_amendment_says_line_by_line_what_changes(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_active_plan(cast)
        at = NOW + timedelta(days=1)
        draft = amend_plan(plan=plan, reason="Price", by=cast.bob, at=at, tenant=cast.acme, today=at.date())
        PlanLine.objects.filter(plan=draft).update(price=Decimal(125))
        refresh_outcomes(draft, at=at)
    told = _page(cast.client(cast.bob), draft)
    assert "Price: 100 → 125" in told


@pytest.mark.parametrize("name", ["plan-agreement", "plan-consent", "plan-files"])
def test_pages_take_a_fixed_number_of_queries(
    cast: Cast, name: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_active_plan(cast)
    bob = cast.client(cast.bob)
    _page(bob, plan, name)
    counts = {"plan-agreement": 18, "plan-consent": 9, "plan-files": 9}
    with django_assert_num_queries(counts[name]):
        _page(bob, plan, name)
    with in_tenant(cast.acme.pk):
        at = NOW + timedelta(days=1)
        amend_plan(plan=plan, reason="More", by=cast.bob, at=at, tenant=cast.acme, today=at.date())
    with django_assert_num_queries(counts[name]):
        _page(bob, plan, name)


def _told(client: Client, plan: BusinessPlan) -> str:
    """What the API, the workbook, the PDF and the slides tell this reader, as one text."""
    api = client.get(reverse("api-business-plan-forecast", args=["acme", plan.pk])).content.decode()
    head = client.get(reverse("api-business-plan-detail", args=["acme", plan.pk])).content.decode()
    pdf = PdfReader(BytesIO(client.get(_url("plan-pdf", plan)).getvalue()))
    written = " ".join(page.extract_text() for page in pdf.pages)
    packed = ""
    for name in ("plan-workbook", "plan-deck"):
        with ZipFile(BytesIO(client.get(_url(name, plan)).getvalue())) as parts:
            packed += " ".join(parts.read(part).decode() for part in parts.namelist() if part.endswith(".xml"))
    return f"{api} {head} {written} {packed}"


def test_revoking_holds_at_once_on_every_page_and_in_every_file(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_active_plan(cast, sharing=CostSharing.LINES)
    bob, priya = cast.client(cast.bob), cast.client(cast.priya)
    costs = f"{_url('plan-pdf', plan)}?edition=costs"
    assert bob.get(costs).status_code == 200
    assert SECRET in _told(bob, plan)
    assert "EBIT" in _told(bob, plan)
    assert "PDF with costs" in _page(bob, plan, "plan-files")
    for refused in (cast.bob, cast.noor, cast.alice):
        answer = cast.client(refused).post(_url("plan-consent-choice", plan), {"sharing": "private"})
        assert answer.status_code == 404
    assert priya.post(_url("plan-consent-choice", plan), {"sharing": "nonsense"}).status_code == 422
    assert priya.post(_url("plan-consent-choice", plan), {"sharing": "private"}).status_code == 302
    assert bob.get(costs).status_code == 404
    assert "PDF with costs" not in _page(bob, plan, "plan-files")
    assert priya.get(costs).status_code == 200
    assert "EBIT" not in _told(bob, plan)
    assert SECRET not in _told(bob, plan)
    assert SECRET in _told(priya, plan)
    for name in ("plan-pdf", "plan-deck", "plan-workbook", "plan-document"):
        assert bob.get(_url(name, plan))["Cache-Control"] == "private, no-store"
    assert "keeps its costs to itself" in _page(bob, plan, "plan-consent")
    assert "Priya" in _page(bob, plan, "plan-consent"), "who said so stands there"
