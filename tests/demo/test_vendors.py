"""The demo's vendors as planted: believable, planted once, and entered by the printed accounts."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from cadence.models import QuietAlert
from enablement.models import Certificate, RequiredTask
from partners.models import Action, Partner
from prm.demo.accounts import ACCOUNTS, PASSWORD
from prm.demo.seeding import seed_all
from prm.tenancy.models import Tenant
from prm.tenancy.scope import in_tenant
from sales.models import Booking, Campaign, DataCoverage
from sales.queries.deals import deal_facts
from sales.queries.leads import campaign_results
from scorecards.models import Standing, Target

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("planted")


@pytest.fixture(scope="module")
def vendors(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The data of both vendors, planted once for all tests that look at it and taken back after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        assert seed_all(at=AT)
        connection.check_constraints()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def planted(vendors: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """`vendors` for one test, which leaves nothing of its own behind."""
    cache.clear()
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def facts() -> dict[str, list[object]]:
    """What there is of each tenant, in figures."""
    found = {}
    for tenant in Tenant.objects.order_by("slug"):
        with in_tenant(tenant.pk):
            booked = sum(Booking.objects.values_list("amount", flat=True), Decimal(0))
            found[tenant.slug] = [Partner.objects.count(), Booking.objects.count(), booked, QuietAlert.objects.count()]
    return found


def test_two_vendors_with_their_own_currency_year_and_brand() -> None:
    vendors = Tenant.objects.order_by("-slug").values_list("slug", "currency", "fiscal_year_start_month")
    assert list(vendors) == [("northlight", "USD", 1), ("alpenrad", "EUR", 7)]
    assert len(set(Tenant.objects.values_list("brand_colour", flat=True))) == 2
    for tenant in Tenant.objects.all():
        with in_tenant(tenant.pk):
            coverage = DataCoverage.objects.get()
            assert str(coverage.until_date) == "2026-11-21"
            assert (coverage.until_date - coverage.first_date).days > 500
            assert Booking.objects.filter(amount__lt=0).exists()
            assert {"on_track", "watch", "at_risk", "no_data"} == set(Standing.objects.values_list("light", flat=True))
            assert QuietAlert.objects.exists() and Target.objects.exclude(quota=None).exists()
            found = deal_facts().values()
            assert sum(sum(fact.outcome.is_closed for fact in facts) >= 20 for facts in found) >= 2
            came = campaign_results(campaign_ids=list(Campaign.objects.values_list("pk", flat=True)), as_of=AT.date())
            assert sum(each.hard.won for each in came.values()) >= 3 and any(each.soft.won for each in came.values())
            assert any(fact.is_stale_on(AT.date()) for facts in found for fact in facts)


def test_a_second_run_changes_nothing_and_says_so() -> None:
    first = facts()
    assert not seed_all(at=AT)
    assert facts() == first
    assert first["northlight"][0] == 36 and first["alpenrad"][0] == 14
    said = StringIO()
    call_command("seed_demo", stdout=said)
    assert "already" in said.getvalue()


def test_each_printed_account_can_sign_in_and_see_its_first_page() -> None:
    printed = StringIO()
    call_command("seed_demo", "--print-accounts", stdout=printed)
    for account in ACCOUNTS:
        assert account.email in printed.getvalue()
        client = Client()
        client.post(reverse("account_login"), {"login": account.email, "password": PASSWORD})
        home = client.get(f"/t/{account.tenant}/", follow=True)
        assert home.status_code == 200, account.email
        assert home.request["PATH_INFO"].startswith(f"/t/{account.tenant}/"), account.email


def test_partners_hold_certificates_and_owe_tasks_in_every_state() -> None:
    today = AT.date()
    for tenant in Tenant.objects.all():
        with in_tenant(tenant.pk):
            held = Certificate.objects.select_related("contact")
            assert {"valid", "expiring", "expired", "left"} <= {each.state_on(today).value for each in held}
            states = {each.state_on(today).value for each in RequiredTask.objects.all()}
            assert states == {"overdue", "due", "later", "done", "done_late"}
            groups = {each.due_group(today).value for each in Action.objects.all()}
            assert groups == {"overdue", "due", "later", "done", "dropped"}
            assert Action.objects.filter(is_internal=True).exists()
