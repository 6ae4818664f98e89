"""Write a partner's levels over time, and the tier that follows from them."""

from datetime import date, datetime
from uuid import UUID

from partners.models import Partner
from prm.events.recording import record
from prm.people.models import Membership
from prm.tenancy.scope import require_tenant_id
from programs import events
from programs.calculations.rules import Rules
from programs.calculations.timeline import Span, Timeline, span_on
from programs.models import PartnerTier, Program


def save_timeline(
    *, partner: Partner, program: Program, rules: Rules, timeline: Timeline, by: Membership | None, at: datetime
) -> None:
    """Bring the partner's rows in step with the timeline. Rows that stay as they are keep who decided them."""
    rows = {row.start_date: row for row in PartnerTier.objects.filter(partner=partner, program=program)}
    wanted = {span.start_date: span for span in timeline}
    for start, row in list(rows.items()):
        if start not in wanted or (row.level, row.how) != (wanted[start].level, wanted[start].how):
            row.delete()
            del rows[start]
    for start in sorted(rows):  # ends move back before later spans begin, and forward only where nothing follows
        if rows[start].end_date != wanted[start].end_date:
            rows[start].end_date = wanted[start].end_date
            rows[start].save()
    new = [span for start, span in wanted.items() if start not in rows]
    PartnerTier.objects.bulk_create([_row(partner, program, rules, span, by, at) for span in new])


def _row(
    partner: Partner, program: Program, rules: Rules, span: Span, by: Membership | None, at: datetime
) -> PartnerTier:
    level = rules.level(span.level)
    return PartnerTier(
        tenant_id=require_tenant_id(),
        partner=partner,
        program=program,
        level=span.level,
        level_name=level.name if level else "",
        start_date=span.start_date,
        end_date=span.end_date,
        how=span.how,
        decided_by_name=by.display_name if by else "",
        decided_at=at,
    )


def put_tier_in_force(
    *, partner: Partner, program: Program, rules: Rules, timeline: Timeline, today: date, at: datetime
) -> None:
    """Write the level of today into the partner, where the programme sets tiers."""
    span = span_on(timeline, today)
    level = rules.level(span.level) if span else None
    if program.sets_tier and span is not None:
        _write_tier(partner, level.name if level else "", at, by=None, tell=False)


def begin_tiers(*, program: Program, today: date, at: datetime, partner_ids: list[UUID] | None = None) -> int:
    """Let levels that were decided before and begin by today take effect; how many partners' tiers changed.

    Demotions after their grace period and ends of exceptions begin this way. Running it twice changes nothing.
    """
    if not program.sets_tier:
        return 0
    rows = PartnerTier.objects.filter(program=program, start_date__lte=today).exclude(end_date__lt=today)
    if partner_ids is not None:
        rows = rows.filter(partner__in=partner_ids)
    return sum(_write_tier(row.partner, row.level_name, at, by=None) for row in rows.select_related("partner"))


def _write_tier(partner: Partner, name: str, at: datetime, *, by: Membership | None, tell: bool = True) -> bool:
    before = partner.tier
    if before == name:
        return False
    partner.tier = name
    partner.save(update_fields=["tier", "updated_at"])
    if tell:
        changes = {"Tier": [before, name]}
        record(events.TIER_BEGAN, subject=partner, by=by, at=at, partner_id=partner.pk, changes=changes)
    return True
