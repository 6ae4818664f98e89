"""Which levels partners have and had."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from partners.models import Partner
from programs.calculations.rules import Rules
from programs.calculations.timeline import Span, Timeline
from programs.enums import TierHow
from programs.models import PartnerTier, Program, TierException

FIRST_DAY = date(1970, 1, 1)


def timelines(program: Program, partners: Collection[Partner], rules: Rules) -> dict[UUID, Timeline]:
    """The levels of each partner over time. One query.

    A partner without any, whose tier has the name of a level of the programme that sets tiers, has had it until now.
    """
    found: dict[UUID, list[Span]] = defaultdict(list)
    ids = [partner.pk for partner in partners]
    for row in PartnerTier.objects.filter(program=program, partner__in=ids).order_by("start_date"):
        found[row.partner_id].append(row.span)
    return {
        partner.pk: tuple(found[partner.pk]) if partner.pk in found else _before(program, partner, rules)
        for partner in partners
    }


def _before(program: Program, partner: Partner, rules: Rules) -> Timeline:
    named = {level.name.casefold(): level.key for level in rules.levels}
    level = named.get(partner.tier.casefold()) if program.sets_tier else None
    return (Span(level, partner.joined_date or FIRST_DAY, None, TierHow.START),) if level else ()


def tiers_of(partner: Partner, program: Program) -> QuerySet[PartnerTier]:
    """The partner's levels in a programme, newest first; decided ones that are to come among them."""
    return PartnerTier.objects.filter(partner=partner, program=program).order_by("-start_date")


def exceptions_of(partner: Partner, program: Program) -> QuerySet[TierException]:
    """The exceptions made for the partner, newest first."""
    found = TierException.objects.filter(partner=partner, program=program).select_related("approved_by")
    return found.order_by("-start_date", "-approved_at")


def running_exceptions(*, on: date) -> QuerySet[TierException]:
    """Exceptions that count on a day, the first to end first."""
    found = TierException.objects.filter(ended_at=None, start_date__lte=on, end_date__gte=on)
    return found.select_related("partner", "approved_by", "program").order_by("end_date", "partner__name")
