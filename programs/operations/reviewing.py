"""Partners are reviewed against a programme, which proposes levels."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from partners.models import Partner
from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.tenancy.models import Tenant
from prm.tenancy.scope import require_tenant_id
from programs import events
from programs.calculations.evaluation_json import to_json
from programs.calculations.rules import Rules
from programs.calculations.tiers import Evaluation
from programs.calculations.timeline import Timeline, heading_for
from programs.enums import Direction, ReviewState
from programs.models import Program, ProgramVersion, TierReview
from programs.operations.deciding import promote_at_once
from programs.queries.evaluations import evaluations
from programs.queries.programs import version_on
from programs.queries.tiers import timelines


class NothingInForce(Refused):
    """No version of this programme is in force on that day. Publish one first."""


@dataclass(frozen=True)
class Round:
    """How many partners one round reviewed, and what it proposes for them."""

    reviewed: int = 0
    up: int = 0
    down: int = 0
    promoted: int = 0


@transaction.atomic
def review_partners(
    *,
    program: Program,
    tenant: Tenant,
    review_date: date,
    today: date,
    by: Membership | None,
    at: datetime,
    partners: Sequence[Partner] | None = None,
) -> Round:
    """Judge partners (None: all) as of a day under the version then in force, and propose what changes.

    An open proposal of an earlier round is overtaken. Running it again on the same figures proposes the same. Needs the
    reach of staff. Raises NothingInForce.
    """
    version = version_on(program, review_date)
    if version is None:
        raise NothingInForce
    chosen = list(Partner.objects.order_by("name", "pk")) if partners is None else list(partners)
    rules = version.rules()
    found = evaluations(program, rules, chosen, tenant=tenant, as_of=review_date)
    had = timelines(program, chosen, rules)
    TierReview.objects.filter(program=program, partner__in=chosen, state=ReviewState.PROPOSED).update(
        state=ReviewState.OUTDATED
    )
    reviews = [
        _review(partner, version, rules, found[partner.pk], had[partner.pk], review_date, at) for partner in chosen
    ]
    TierReview.objects.bulk_create(reviews, batch_size=500)
    proposed = [review for review in reviews if review.direction_enum is not Direction.SAME]
    for review in proposed:
        _tell(review, by, at)
    ups = [review for review in proposed if review.direction_enum is Direction.UP]
    promoted = promote_at_once(reviews=ups, program=program, rules=rules, today=today, at=at)
    return Round(len(reviews), len(ups), len(proposed) - len(ups), promoted)


def _review(
    partner: Partner,
    version: ProgramVersion,
    rules: Rules,
    found: Evaluation,
    timeline: Timeline,
    review_date: date,
    at: datetime,
) -> TierReview:
    current, proposed = heading_for(timeline) or "", found.level.key if found.level else ""
    before, after = rules.rank(current), rules.rank(proposed)
    direction = Direction.UP if after > before else Direction.DOWN if after < before else Direction.SAME
    current_level = rules.level(current)
    return TierReview(
        tenant_id=require_tenant_id(),
        partner=partner,
        program=version.program,
        version=version,
        review_date=review_date,
        current_level=current,
        current_name=current_level.name if current_level else "",
        proposed_level=proposed,
        proposed_name=found.level.name if found.level else "",
        direction=direction,
        state=ReviewState.UNCHANGED if direction is Direction.SAME else ReviewState.PROPOSED,
        evaluation=to_json(found),
        created_at=at,
    )


def _tell(review: TierReview, by: Membership | None, at: datetime) -> None:
    changes = {"Tier": [review.current_name, review.proposed_name]}
    record(
        events.REVIEW_PROPOSED,
        subject=review,
        by=by,
        at=at,
        partner_id=review.partner_id,
        changes=changes,
        is_internal=True,
    )
