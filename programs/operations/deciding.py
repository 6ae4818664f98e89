"""People decide about what a review proposes."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from prm.events.recording import record
from prm.kernel.fiscal import ONE_DAY, add_months
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from programs import events
from programs.calculations.rules import Rules
from programs.calculations.timeline import Timeline, from_day, running_exception, with_exception
from programs.enums import Direction, ReviewState, TierHow
from programs.models import Program, TierReview
from programs.operations.levels import put_tier_in_force, save_timeline
from programs.queries.tiers import timelines
from programs.rules import is_decidable


class ReviewSettled(Refused):
    """This review was decided meanwhile, or a later one took its place. Reload the page."""


class ReasonNeeded(Refused):
    """Say why, in a few words."""

    field = "reason"


@transaction.atomic
def confirm_review(*, review: TierReview, today: date, by: Membership, at: datetime) -> TierReview:
    """Give the partner the level that the review proposes.

    A promotion begins today. A demotion begins after the programme's grace period, so that the partner can still do
    something about it. While an exception runs, it holds unless the new level is higher. Raises ReviewSettled.
    """
    review = _locked(review)
    return _settle(review, review.version.rules(), TierHow.REVIEW, today=today, by=by, at=at)


def confirm_reviews(*, review_ids: Iterable[UUID], today: date, by: Membership, at: datetime) -> int:
    """Confirm several; those that were decided meanwhile are passed over. How many were confirmed."""
    confirmed = 0
    for review in TierReview.objects.filter(pk__in=list(review_ids), state=ReviewState.PROPOSED).order_by("pk"):
        confirm_review(review=review, today=today, by=by, at=at)
        confirmed += 1
    return confirmed


@transaction.atomic
def decline_review(*, review: TierReview, reason: str, by: Membership, at: datetime) -> TierReview:
    """Leave the partner where it is, for a reason that is kept. Raises ReviewSettled and ReasonNeeded."""
    review = _locked(review)
    if not reason.strip():
        raise ReasonNeeded
    review.state, review.reason, review.decided_by, review.decided_at = ReviewState.DECLINED, reason.strip(), by, at
    review.save()
    changes = {"Tier": [review.current_name, review.current_name], "Reason": ["", review.reason]}
    record(
        events.REVIEW_DECLINED,
        subject=review,
        by=by,
        at=at,
        partner_id=review.partner_id,
        changes=changes,
        is_internal=True,
    )
    return review


def promote_at_once(*, reviews: Sequence[TierReview], program: Program, rules: Rules, today: date, at: datetime) -> int:
    """Confirm promotions by the product itself, where the programme says so; how many."""
    if not program.promotes_at_once:
        return 0
    for review in reviews:
        _settle(review, rules, TierHow.AUTOMATIC, today=today, by=None, at=at)
    return len(reviews)


def _locked(review: TierReview) -> TierReview:
    # Locked and read again: two people may press at once.
    review = (
        TierReview.objects.select_for_update(of=("self",))
        .select_related("partner", "program", "version")
        .get(pk=review.pk)
    )
    if not is_decidable(review.state_enum):
        raise ReviewSettled
    return review


def _settle(
    review: TierReview, rules: Rules, how: TierHow, *, today: date, by: Membership | None, at: datetime
) -> TierReview:
    partner, program = review.partner, review.program
    before = timelines(program, [partner], rules)[partner.pk]
    starts = today if review.direction_enum is Direction.UP else add_months(today, program.grace_months)
    timeline = _changed(before, review.proposed_level, rules, starts=starts, today=today, how=how)
    save_timeline(partner=partner, program=program, rules=rules, timeline=timeline, by=by, at=at)
    put_tier_in_force(partner=partner, program=program, rules=rules, timeline=timeline, today=today, at=at)
    review.state, review.decided_by, review.decided_at = ReviewState.CONFIRMED, by, at
    review.starts_date = timeline[-1].start_date
    review.save()
    changes = {
        "Tier": [review.current_name, review.proposed_name],
        "From": ["", review.starts_date.isoformat()],
    }
    record(
        events.REVIEW_CONFIRMED, subject=review, by=by, at=at, partner_id=partner.pk, changes=changes, is_internal=True
    )
    return review


def _changed(timeline: Timeline, level: str, rules: Rules, *, starts: date, today: date, how: TierHow) -> Timeline:
    """The timeline with the level from a day on. A running exception stays until its end, unless the level beats it."""
    exception = running_exception(timeline, today)
    if exception is None or exception.end_date is None or rules.rank(level) > rules.rank(exception.level):
        return from_day(timeline, starts, level, how)
    if starts > exception.end_date:
        return from_day(timeline, starts, level, how)
    return with_exception(
        timeline,
        exception.level,
        first=exception.start_date,
        last=max(exception.end_date, starts - ONE_DAY),
        after=level,
    )
