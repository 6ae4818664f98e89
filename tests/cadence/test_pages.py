"""My day through the browser's door."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cadence.enums import AlertState
from cadence.models import QuietAlert
from cadence.operations.raising import raise_quiet_alerts
from partners.models import CamAssignment
from prm.tenancy.scope import in_tenant
from sales.operations.monthly import refresh_after_bookings
from tests.cadence.samples import order, quiet_polaris
from tests.cast import NOW, TODAY, Cast, assign, make_partner
from tests.scorecards.asked import make_set, opened

DAY = "/t/acme/my-day/"


@pytest.fixture
def alert(cast: Cast) -> QuietAlert:
    """Polaris is quiet."""
    with in_tenant(cast.acme.pk):
        quiet_polaris(cast)
        raise_quiet_alerts(tenant=cast.acme, as_of=TODAY, at=NOW)
        return QuietAlert.objects.get()


def state(cast: Cast) -> AlertState:
    with in_tenant(cast.acme.pk):
        return QuietAlert.objects.get().state_enum


def press(client: Client, what: str, alert: QuietAlert, **data: Any) -> str:
    """The page that follows on pressing a button."""
    url = reverse(f"cadence:alert-{what}", args=["acme", alert.pk])
    return client.post(url, data, follow=True).content.decode()


def test_a_cam_sees_who_is_quiet_and_why_and_colleagues_partners_do_not_appear(cast: Cast, alert: QuietAlert) -> None:
    page = cast.client(cast.bob).get(DAY).content.decode()
    assert "No order for 50 days; usually every 30. 12-month bookings $6K." in page
    assert reverse("scorecards:partner-scorecard", args=["acme", cast.polaris.pk]) in page
    assert "Polaris" not in cast.client(cast.dana).get(DAY).content.decode()


def test_the_page_opens_first_for_a_cam(cast: Cast) -> None:
    assert cast.client(cast.bob).get("/t/acme/", follow=True).request["PATH_INFO"] == DAY


def test_partner_people_have_no_such_page(cast: Cast, alert: QuietAlert) -> None:
    assert cast.client(cast.priya).get(DAY).status_code == 404
    url = reverse("cadence:alert-resolution", args=["acme", alert.pk])
    assert cast.client(cast.priya).post(url).status_code == 404
    assert cast.client(cast.mark).post(url).status_code == 404


def test_an_empty_day_says_what_to_do(cast: Cast) -> None:
    page = cast.client(cast.bob).get(DAY).content.decode()
    assert "Alerts begin when channel operations has imported bookings." in page
    assert "Open a partner and press Build QBR" in page
    with in_tenant(cast.acme.pk):
        quiet_polaris(cast)
    assert "Nobody is late" in cast.client(cast.dana).get(DAY).content.decode()
    with in_tenant(cast.acme.pk):
        CamAssignment.objects.filter(membership=cast.dana).delete()
    assert "Ask channel operations to assign partners to you" in cast.client(cast.dana).get(DAY).content.decode()


def test_each_button_changes_the_alert_and_can_be_undone(cast: Cast, alert: QuietAlert) -> None:
    client = cast.client(cast.bob)
    for what, after in (
        ("acknowledgement", AlertState.ACKNOWLEDGED),
        ("snooze", AlertState.SNOOZED),
        ("resolution", AlertState.RESOLVED),
        ("loss", AlertState.ACCEPTED_LOSS),
    ):
        until = timezone.now().date() + timedelta(days=7)
        page = press(client, what, alert, until_date=until)
        assert state(cast) is after
        assert reverse("cadence:alert-undo", args=["acme", alert.pk]) in page
        press(client, "undo", alert)
        assert state(cast) is AlertState.OPEN


def test_a_refusal_is_told_and_changes_nothing(cast: Cast, alert: QuietAlert) -> None:
    client = cast.client(cast.bob)
    assert "within the next year" in press(client, "snooze", alert, until_date="2020-01-01")
    assert "Enter a valid date" in press(client, "snooze", alert, until_date="soon")
    assert "cannot be undone" in press(client, "undo", alert)
    assert state(cast) is AlertState.OPEN


def test_a_snoozed_partner_waits_below(cast: Cast, alert: QuietAlert) -> None:
    client = cast.client(cast.bob)
    press(client, "snooze", alert, until_date=timezone.now().date() + timedelta(days=7))
    page = client.get(DAY).content.decode()
    assert "Put off" in page
    assert "No order for 50 days" not in page


def queries_of_the_day(cast: Cast) -> int:
    client = cast.client(cast.bob)
    client.get(DAY)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(DAY).status_code == 200
    return len(captured)


def test_three_quiet_partners_cost_no_more_queries_than_one(cast: Cast, alert: QuietAlert) -> None:
    with_one = queries_of_the_day(cast)
    with in_tenant(cast.acme.pk):
        for name in ("Sirius", "Rigel"):
            partner = make_partner(name)
            assign(cast.bob, partner)
            for days in (51, 81, 111, 141):
                order(partner, TODAY - timedelta(days=days))
        refresh_after_bookings(partner_ids=None, at=NOW)
        raise_quiet_alerts(tenant=cast.acme, as_of=TODAY, at=NOW)
        assert QuietAlert.objects.count() == 3
    assert queries_of_the_day(cast) == with_one


def open_rounds(cast: Cast, *days: int | None) -> None:
    """A round of Polaris for each, due so many days from today; None for no day."""
    with in_tenant(cast.acme.pk):
        for number, days_left in enumerate(days):
            due = None if days_left is None else timezone.now().date() + timedelta(days=days_left)
            asked = make_set(f"set-{number}", name=f"Questions {number}")
            round_ = opened(asked, cast.polaris, by=cast.bob, at=NOW)
            round_.due_date = due
            round_.save()


def test_open_rounds_stand_on_the_day_of_their_cam_the_first_due_first(cast: Cast) -> None:
    open_rounds(cast, None, 20, -3)
    response: Any = cast.client(cast.bob).get(DAY)
    rounds, body = response.context_data["day"].rounds, response.content.decode()
    assert [each.question_set.name for each in rounds] == ["Questions 2", "Questions 1", "Questions 0"]
    assert reverse("scorecards:answering", args=["acme", rounds[0].pk]) in body
    assert "Was due" in body and "No due day" in body
    assert "Open rounds of questions" not in cast.client(cast.dana).get(DAY).content.decode()


def test_three_open_rounds_cost_no_more_queries_than_one(cast: Cast) -> None:
    open_rounds(cast, 5)
    with_one = queries_of_the_day(cast)
    with in_tenant(cast.acme.pk):
        for number in (7, 8):
            opened(make_set(f"more-{number}", name=f"More {number}"), cast.polaris, by=cast.bob, at=NOW)
    assert queries_of_the_day(cast) == with_one
