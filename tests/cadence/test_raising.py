"""The nightly round: one standing alert a partner, no flood, no repetition."""

from datetime import date, timedelta
from decimal import Decimal

from cadence.enums import AlertState
from cadence.models import QuietAlert
from cadence.operations.handling import accept_loss, acknowledge_alert, resolve_alert, snooze_alert
from cadence.operations.raising import Round, raise_quiet_alerts
from cadence.tasks import raise_quiet_alerts_everywhere, raise_quiet_alerts_of_tenant
from prm.events.models import Event
from prm.tenancy.scope import in_tenant
from sales.models import Booking
from sales.operations.monthly import refresh_after_bookings
from tests.cadence.samples import order, order_every, quiet_polaris
from tests.cast import NOW, TODAY, Cast

YESTERDAY = TODAY - timedelta(days=1)


def run(cast: Cast, as_of: date = TODAY) -> Round:
    return raise_quiet_alerts(tenant=cast.acme, as_of=as_of, at=NOW)


def data_reaches(cast: Cast, day: date) -> None:
    """Somebody else ordered on that day, so the data is known to reach it."""
    order(cast.orion, day)
    refresh_after_bookings(partner_ids=None, at=NOW + timedelta(days=400))


def test_a_partner_late_by_its_own_rhythm_gets_one_alert_with_its_figures(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        quiet_polaris(cast)
        assert run(cast) == Round(raised=1)
        alert = QuietAlert.objects.get()
        assert (alert.partner_id, alert.state_enum, alert.is_strong) == (cast.polaris.pk, AlertState.OPEN, False)
        assert (alert.days_since_order, alert.median_gap_days, alert.as_of_date) == (50, Decimal(30), YESTERDAY)
        assert alert.booked_12_months == 6000
        # 50 days over a gap of 30 is two thirds of a gap late.
        assert alert.revenue_at_risk == Decimal("4000.000000")
        assert [event.name for event in Event.objects.filter(subject_id=alert.pk)] == ["cadence.quiet_alert.raised"]


def test_running_it_twice_changes_nothing(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        quiet_polaris(cast)
        run(cast)
        before = list(QuietAlert.objects.values())
        assert run(cast) == Round()
        assert list(QuietAlert.objects.values()) == before


def test_the_tenants_own_threshold_decides(cast: Cast) -> None:
    cast.acme.quiet_from_tenths = 18
    with in_tenant(cast.acme.pk):
        quiet_polaris(cast)
        assert run(cast) == Round()


def test_a_missing_import_is_not_silence(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        order_every(cast.polaris, 30, last=TODAY - timedelta(days=100))
        order_every(cast.orion, 10, last=TODAY - timedelta(days=100), count=12)
        refresh_after_bookings(partner_ids=None, at=NOW)
        assert run(cast) == Round()


def test_without_any_bookings_there_is_nothing_to_say(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        assert run(cast) == Round()


def test_a_new_partner_is_left_alone(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        order_every(cast.polaris, 5, last=TODAY - timedelta(days=40), count=6)
        order(cast.orion, YESTERDAY)
        refresh_after_bookings(partner_ids=None, at=NOW)
        assert run(cast) == Round()


def test_an_order_resolves_the_alert(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        quiet_polaris(cast)
        run(cast)
        order(cast.polaris, YESTERDAY)
        refresh_after_bookings(partner_ids=[cast.polaris.pk], at=NOW)
        assert run(cast) == Round(resolved=1)
        assert QuietAlert.objects.get().state_enum is AlertState.RESOLVED


def test_bookings_taken_back_do_not_leave_two_standing_alerts(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        quiet_polaris(cast)
        run(cast)
        Booking.objects.filter(partner=cast.polaris, booked_date=TODAY - timedelta(days=51)).delete()
        refresh_after_bookings(partner_ids=None, at=NOW)
        run(cast)
        assert QuietAlert.objects.get().days_since_order == 80


def test_an_acknowledged_alert_opens_again_only_when_it_becomes_very_late(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        quiet_polaris(cast)
        run(cast)
        acknowledge_alert(alert=QuietAlert.objects.get(), by=cast.bob, at=NOW)
        data_reaches(cast, TODAY + timedelta(days=2))
        assert run(cast, TODAY + timedelta(days=2)) == Round()
        assert QuietAlert.objects.get().state_enum is AlertState.ACKNOWLEDGED
        data_reaches(cast, TODAY + timedelta(days=9))
        assert run(cast, TODAY + timedelta(days=9)) == Round(reopened=1)
        assert QuietAlert.objects.get().state_enum is AlertState.OPEN


def test_a_snoozed_alert_wakes_on_its_day(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        quiet_polaris(cast)
        run(cast)
        until = TODAY + timedelta(days=7)
        snooze_alert(alert=QuietAlert.objects.get(), until_date=until, today=TODAY, by=cast.bob, at=NOW)
        assert run(cast, until - timedelta(days=1)) == Round()
        assert run(cast, until) == Round(reopened=1)
        assert QuietAlert.objects.get().state_enum is AlertState.OPEN


def test_what_was_settled_comes_back_only_when_it_gets_worse(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        quiet_polaris(cast)
        run(cast)
        resolve_alert(alert=QuietAlert.objects.get(), by=cast.bob, at=NOW)
        assert run(cast) == Round()
        data_reaches(cast, TODAY + timedelta(days=9))
        assert run(cast, TODAY + timedelta(days=9)) == Round(raised=1)


def test_an_accepted_loss_is_not_mentioned_again_before_another_order(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        quiet_polaris(cast)
        run(cast)
        accept_loss(alert=QuietAlert.objects.get(), by=cast.bob, at=NOW, note="Sold their business")
        data_reaches(cast, TODAY + timedelta(days=60))
        assert run(cast, TODAY + timedelta(days=60)) == Round()
        assert QuietAlert.objects.get().note == "Sold their business"


def test_the_nightly_task_works_once_a_night_for_each_tenant(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        quiet_polaris(cast)
    first = {"tenant_id": str(cast.acme.pk), "as_of": TODAY.isoformat()}
    assert raise_quiet_alerts_of_tenant(**first) is True
    assert raise_quiet_alerts_of_tenant(**first) is False
    with in_tenant(cast.acme.pk):
        assert QuietAlert.objects.count() == 1
    with in_tenant(cast.globex.pk):
        assert QuietAlert.objects.count() == 0


def test_beat_names_tasks_that_exist() -> None:
    from prm.celery import app

    assert raise_quiet_alerts_everywhere.name in {entry["task"] for entry in app.conf.beat_schedule.values()}
