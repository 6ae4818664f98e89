"""Freeze what is told about peers at the end of a fiscal quarter."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from prm.events.recording import claim, record
from prm.kernel.fiscal import FiscalQuarter
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.tenancy.models import Tenant
from prm.tenancy.scope import require_tenant_id
from prm.tenancy.turns import wait_for_turn
from scorecards import events
from scorecards.calculations.peer_tables import Close, Counted, Ledger, close_quarter
from scorecards.calculations.peers import Cohort
from scorecards.models import PeerScore, PeerSnapshot, PeerStatistic
from scorecards.operations.cohort import refresh_cohort
from scorecards.operations.standings import refresh_standings
from scorecards.queries.peer_values import Values, values_at
from scorecards.queries.performance import calendar_of

AT_ONCE = 2000


class PeersNotFreezable(Refused):
    """The quarter's peer figures cannot be frozen; the text says why."""


def freeze_peers(
    *, tenant: Tenant, quarter: FiscalQuarter, at: datetime, by: Membership | None = None
) -> PeerSnapshot | None:
    """Take the peer figures of a fiscal quarter that is over, from the values at its end; None when they are there.

    In the caller's transaction, with the reach of staff. Quarters are frozen in their order, each once: raises
    `PeersNotFreezable` for one that is not over, or that lies before one that is frozen. Whatever is answered or
    corrected later changes nothing of it. Where it tells another win rate, all standings follow.
    """
    wait_for_turn("scorecards.peers")
    end = calendar_of(tenant).quarter(quarter).end_date
    if at.astimezone(ZoneInfo(tenant.time_zone)).date() <= end:
        raise PeersNotFreezable(f"{quarter.label} ends on {end.day} {end:%b %Y}. Its figures are taken after that.")
    if not claim("scorecards.peers", quarter.label):
        return None
    _refuse_past(quarter)
    snapshot = PeerSnapshot.objects.create(
        fiscal_year=quarter.year, fiscal_quarter=quarter.number, frozen_at=at, frozen_by=by
    )
    snapshot.outcomes = _freeze(snapshot, values_at(tenant=tenant, as_of=end), end)
    snapshot.save(update_fields=["outcomes"])
    if refresh_cohort(at=at):
        refresh_standings(partner_ids=None, at=at)
    record(events.PEERS_FROZEN, subject=snapshot, by=by, at=at, changes={})
    return snapshot


def _refuse_past(quarter: FiscalQuarter) -> None:
    later = Q(fiscal_year__gt=quarter.year) | Q(fiscal_year=quarter.year, fiscal_quarter__gt=quarter.number)
    if PeerSnapshot.objects.filter(later).exists():
        raise PeersNotFreezable(f"Figures of a quarter after {quarter.label} are frozen already.")


def _freeze(snapshot: PeerSnapshot, values: Values, as_of: date) -> dict[str, dict[str, int]]:
    """Close every metric's quarter and store it. How often which outcome befell cohorts, by outcome and rung."""
    outcomes: dict[str, Counter[str]] = defaultdict(Counter)
    statistics: list[PeerStatistic] = []
    ledgers = _ledgers()
    scores: list[PeerScore] = []
    for metric in sorted({*values, *ledgers}):
        ledger = ledgers.get(metric, Ledger())
        closed = close_quarter(ledger, values.get(metric, ()), batch=_number(snapshot.quarter))
        _settle(ledger, closed, snapshot)
        scores += _entering(metric, closed, snapshot)
        statistics += _told(metric, closed, snapshot, as_of)
        for cohort, renewal in closed.renewals.items():
            outcomes[renewal.outcome.value][str(cohort.rung.value)] += 1
    PeerScore.objects.bulk_create(scores, batch_size=AT_ONCE)
    PeerStatistic.objects.bulk_create(statistics, batch_size=AT_ONCE)
    return {outcome: dict(rungs) for outcome, rungs in outcomes.items()}


def _number(quarter: FiscalQuarter) -> int:
    return quarter.year * 4 + quarter.number


def _ledgers() -> dict[str, Ledger]:
    """The tables of every metric as they stand, and each partner's value that was counted last."""
    tables: dict[str, dict[Cohort, list[Counted]]] = defaultdict(lambda: defaultdict(list))
    for row in PeerScore.objects.filter(left=None).select_related("entered").order_by("pk"):
        tables[row.metric][row.cohort].append(_counted(row))
    last = PeerScore.objects.filter(partner__isnull=False).order_by(
        "metric", "partner_id", "-entered__fiscal_year", "-entered__fiscal_quarter"
    )
    values: dict[str, dict[UUID, int]] = defaultdict(dict)
    for metric, partner_id, value in last.distinct("metric", "partner_id").values_list("metric", "partner_id", "value"):
        if partner_id is not None:
            values[metric][partner_id] = value
    return {
        metric: Ledger({cohort: tuple(table) for cohort, table in tables[metric].items()}, values[metric])
        for metric in {*tables, *values}
    }


def _counted(row: PeerScore) -> Counted:
    batch = _number(row.entered.quarter)
    return Counted(row.partner_id, row.value, batch, row.is_low, row.is_high, row.weight, id=row.pk)


def _settle(before: Ledger, closed: Close, snapshot: PeerSnapshot) -> None:
    """Scores that left their table leave it; those that stay may be in its middle now."""
    was = {each.id: each for table in before.tables.values() for each in table}
    now = {each.id: each for table in closed.ledger.tables.values() for each in table if each.id}
    gone = [key for key in was if key and key not in now]
    if gone:
        PeerScore.objects.filter(pk__in=gone).update(left=snapshot)
    for ends in ((True, False), (False, True), (False, False)):
        moved = [key for key, each in now.items() if (each.is_low, each.is_high) == ends and was[key] != each]
        if moved:
            PeerScore.objects.filter(pk__in=moved).update(is_low=ends[0], is_high=ends[1])


def _entering(metric: str, closed: Close, snapshot: PeerSnapshot) -> Iterator[PeerScore]:
    for cohort, table in closed.ledger.tables.items():
        for each in table:
            if each.id is None:
                yield PeerScore(
                    tenant_id=require_tenant_id(),
                    **_fields(metric, cohort),
                    partner_id=each.partner,
                    value=each.value,
                    weight=each.weight,
                    entered=snapshot,
                    is_low=each.is_low,
                    is_high=each.is_high,
                )


def _told(metric: str, closed: Close, snapshot: PeerSnapshot, as_of: date) -> Iterator[PeerStatistic]:
    for cohort, renewal in closed.renewals.items():
        if renewal.figures is None:
            continue
        yield PeerStatistic(
            tenant_id=require_tenant_id(),
            **_fields(metric, cohort),
            snapshot=snapshot,
            fiscal_year=snapshot.fiscal_year,
            fiscal_quarter=snapshot.fiscal_quarter,
            as_of_date=as_of,
            count_band=renewal.figures.band,
            median=renewal.figures.median,
            lower_quartile=renewal.figures.lower,
            upper_quartile=renewal.figures.upper,
        )


def _fields(metric: str, cohort: Cohort) -> dict[str, Any]:
    return {
        "metric": metric,
        "rung": cohort.rung.value,
        "type": cohort.type,
        "tier": cohort.tier,
        "region": cohort.region,
    }
