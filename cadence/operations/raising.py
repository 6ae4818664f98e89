"""The nightly round: raise, update, wake and resolve alerts about quiet partners."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from cadence import events
from cadence.calculations.quiet import Silence
from cadence.enums import STANDING, AlertState
from cadence.models import QuietAlert
from cadence.queries.silences import silences
from cadence.rules import Change, state_after
from prm.events.recording import record
from prm.tenancy.models import Tenant

_ONE_PLACE = Decimal("0.1")
_SIX_PLACES = Decimal("0.000001")


@dataclass(frozen=True)
class Round:
    """How many alerts one round raised, raised again because they got worse or a snooze ended, and resolved."""

    raised: int = 0
    reopened: int = 0
    resolved: int = 0


def raise_quiet_alerts(*, tenant: Tenant, as_of: date, at: datetime) -> Round:
    """Bring the tenant's alerts in step with its bookings; in the caller's transaction, with the reach of staff.

    A partner is quiet from the tenant's threshold of its own order rhythm. It has one standing alert, whose figures
    are kept current; an order resolves it. An acknowledged one opens again only when it becomes strong, a snoozed one
    when its day has come. What a person resolved comes back only when it becomes strong, an accepted loss not before
    another order. Running it twice changes nothing.
    """
    standing = {alert.partner_id: alert for alert in QuietAlert.objects.filter(state__in=STANDING)}
    measured = dict(silences(tenant=tenant, as_of=as_of))
    quiet = {partner_id: silence for partner_id, silence in measured.items() if silence.is_quiet(tenant.quiet_from)}
    result = _resolve_those_over(standing, quiet, at)
    settled = _settled(quiet)
    for partner_id, silence in quiet.items():
        alert = standing.get(partner_id)
        if alert is not None:
            reopened = _keep_current(alert, silence, as_of, at)
            result = replace(result, reopened=result.reopened + reopened)
        elif _is_news(settled.get(partner_id), silence):
            _raise(partner_id, silence, at)
            result = replace(result, raised=result.raised + 1)
    return result


def _resolve_those_over(standing: dict[UUID, QuietAlert], quiet: dict[UUID, Silence], at: datetime) -> Round:
    """Resolve, and take out of `standing`, alerts of partners that ordered since or are late no longer."""
    over = [alert for alert in standing.values() if not _goes_on(alert, quiet.get(alert.partner_id))]
    for alert in over:
        del standing[alert.partner_id]
        before = alert.state_enum
        alert.state, alert.previous_state, alert.changed_at = AlertState.RESOLVED, "", at
        alert.save()
        _record(events.ALERT_RESOLVED, alert, at, before)
    return Round(resolved=len(over))


def _goes_on(alert: QuietAlert, silence: Silence | None) -> bool:
    return silence is not None and silence.last_order_date <= alert.last_order_date


def _settled(quiet: Iterable[UUID]) -> dict[UUID, QuietAlert]:
    """The latest ended alert of each of these partners."""
    ended = QuietAlert.objects.filter(partner_id__in=list(quiet)).exclude(state__in=STANDING).order_by("raised_at")
    return {alert.partner_id: alert for alert in ended}


def _is_news(settled: QuietAlert | None, silence: Silence) -> bool:
    """False while the same silence was already dealt with, and has not become strong since."""
    if settled is None or silence.last_order_date > settled.last_order_date:
        return True
    if settled.state_enum is AlertState.ACCEPTED_LOSS:
        return False
    return silence.is_strong and not settled.is_strong


def _keep_current(alert: QuietAlert, silence: Silence, as_of: date, at: datetime) -> bool:
    """Write the figures of today into a standing alert; True when it opened again."""
    before, worse = alert.state_enum, silence.is_strong and not alert.is_strong
    woken = alert.snoozed_until_date is not None and alert.snoozed_until_date <= as_of
    change = Change.WAKE if before is AlertState.SNOOZED and woken else Change.WORSEN if worse else None
    after = state_after(change, before) if change else None
    _fill(alert, silence)
    if after is not None:
        alert.state, alert.previous_state, alert.changed_at = after, "", at
    alert.save()
    if after is not None:
        name = events.ALERT_WOKEN if change is Change.WAKE else events.ALERT_WORSENED
        _record(name, alert, at, before)
    return after is not None and before is not after


def _raise(partner_id: UUID, silence: Silence, at: datetime) -> None:
    alert = QuietAlert(partner_id=partner_id, state=AlertState.OPEN, raised_at=at, changed_at=at)
    _fill(alert, silence)
    alert.save()
    record(events.ALERT_RAISED, subject=alert, by=None, at=at, partner_id=partner_id, is_internal=True)


def _fill(alert: QuietAlert, silence: Silence) -> None:
    alert.as_of_date = silence.as_of
    alert.last_order_date = silence.last_order_date
    alert.days_since_order = silence.days
    alert.median_gap_days = silence.usual_gap_days.quantize(_ONE_PLACE, rounding=ROUND_HALF_UP)
    alert.gap_is_own = silence.gap_is_own
    alert.is_strong = silence.is_strong
    alert.revenue_at_risk = silence.revenue_at_risk.quantize(_SIX_PLACES, rounding=ROUND_HALF_UP)
    alert.booked_12_months = silence.booked_12_months


def _record(name: str, alert: QuietAlert, at: datetime, before: AlertState) -> None:
    changes = {"State": [before.label, alert.state_enum.label]}
    record(name, subject=alert, by=None, at=at, partner_id=alert.partner_id, changes=changes, is_internal=True)
