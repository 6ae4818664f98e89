"""A level that a partner has not reached, for a reason and for a time."""

from datetime import date, datetime, timedelta

from django.db import transaction

from partners.models import Partner
from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from programs import events
from programs.calculations.timeline import from_day, heading_for, running_exception, with_exception
from programs.enums import TierHow
from programs.models import Program, TierException
from programs.operations.deciding import ReasonNeeded
from programs.operations.levels import put_tier_in_force, save_timeline
from programs.operations.reviewing import NothingInForce
from programs.queries.programs import version_on
from programs.queries.tiers import timelines

LONGEST = timedelta(days=2 * 366)


class ExceptionNotPossible(Refused):
    """An exception ends on a day within the next two years."""

    field = "end_date"


class ExceptionOver(Refused):
    """This exception has ended already."""


@transaction.atomic
def grant_exception(
    *,
    partner: Partner,
    program: Program,
    level: str,
    reason: str,
    end_date: date,
    today: date,
    by: Membership,
    at: datetime,
) -> TierException:
    """Give the partner a level from today to `end_date`; after it the level that it has by itself comes back.

    One that runs is replaced. Raises ReasonNeeded, ExceptionNotPossible and NothingInForce.
    """
    version = version_on(program, today)
    if version is None:
        raise NothingInForce
    rules = version.rules()
    given = rules.level(level)
    if given is None:
        raise ExceptionNotPossible("There is no such level.", field="level")
    if not reason.strip():
        raise ReasonNeeded
    if not today <= end_date <= today + LONGEST:
        raise ExceptionNotPossible
    before = timelines(program, [partner], rules)[partner.pk]
    after = heading_for(before) or ""
    _end_running(partner, program, today, at)
    timeline = with_exception(before, level, first=today, last=end_date, after=after)
    save_timeline(partner=partner, program=program, rules=rules, timeline=timeline, by=by, at=at)
    put_tier_in_force(partner=partner, program=program, rules=rules, timeline=timeline, today=today, at=at)
    exception = TierException(
        partner=partner,
        program=program,
        level=level,
        level_name=given.name,
        reason=reason.strip(),
        start_date=today,
        end_date=end_date,
        approved_by=by,
        approved_at=at,
    )
    exception.save()
    changes = {"Tier": ["", given.name], "Until": ["", end_date.isoformat()], "Reason": ["", exception.reason]}
    record(
        events.EXCEPTION_GRANTED,
        subject=exception,
        by=by,
        at=at,
        partner_id=partner.pk,
        changes=changes,
        is_internal=True,
    )
    return exception


@transaction.atomic
def end_exception(*, exception: TierException, today: date, by: Membership, at: datetime) -> TierException:
    """End an exception before its day: from today the partner has its own level. Raises ExceptionOver."""
    exception = (
        TierException.objects.select_for_update(of=("self",)).select_related("partner", "program").get(pk=exception.pk)
    )
    if exception.ended_at is not None or exception.end_date < today:
        raise ExceptionOver
    exception.ended_at = at
    exception.save()
    partner, program = exception.partner, exception.program
    version = version_on(program, today)
    if version is None:
        raise NothingInForce
    rules = version.rules()
    before = timelines(program, [partner], rules)[partner.pk]
    if running_exception(before, today) is not None:
        timeline = from_day(before, today, heading_for(before) or "", TierHow.EXPIRY)
        save_timeline(partner=partner, program=program, rules=rules, timeline=timeline, by=by, at=at)
        put_tier_in_force(partner=partner, program=program, rules=rules, timeline=timeline, today=today, at=at)
    changes = {"Tier": [exception.level_name, ""]}
    record(
        events.EXCEPTION_ENDED,
        subject=exception,
        by=by,
        at=at,
        partner_id=partner.pk,
        changes=changes,
        is_internal=True,
    )
    return exception


def _end_running(partner: Partner, program: Program, today: date, at: datetime) -> None:
    running = TierException.objects.filter(partner=partner, program=program, ended_at=None, end_date__gte=today)
    running.update(ended_at=at)
