"""Rebate studies with the bookings that they are worked out from."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q, Sum

from partners.models import Partner
from planning.calculations.rebates.groups import ControlBy, ParticipantsBy
from planning.calculations.rebates.periods import Compared, compared
from planning.calculations.rebates.study import Group, PartnerSums, RebateReturn, rebate_return
from planning.models import RebateParticipant, RebateStudy
from prm.kernel.fiscal import Period
from sales.models import Booking

ZERO = Decimal(0)
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Margin:
    """The gross margin as a share, None where nothing tells it, and whether somebody entered it.

    `known_percent` says of how much of the participants' bookings the cost is known; None where they booked nothing.
    """

    share: Decimal | None
    is_entered: bool
    known_percent: Decimal | None

    @property
    def percent(self) -> Decimal | None:
        """The margin in points, not rounded."""
        return None if self.share is None else self.share * HUNDRED


@dataclass(frozen=True)
class StudyResult:
    """A study with its figures; `found` is None before its period has begun."""

    study: RebateStudy
    days: Compared | None
    margin: Margin
    partners: list[PartnerSums]
    found: RebateReturn | None

    def of_group(self, group: Group | None) -> list[PartnerSums]:
        """The partners of a group, of all groups for None: the largest change first."""
        rows = [row for row in self.partners if group is None or row.group is group]
        return sorted(rows, key=lambda row: (-abs(row.increment), row.name))


def studies_in_order() -> models.QuerySet[RebateStudy]:
    """Every study, the latest period first."""
    return RebateStudy.objects.order_by("-end_date", "name", "pk")


def study_result(study: RebateStudy, *, as_of: date) -> StudyResult:
    """The study from the bookings known on `as_of`. Four queries, whatever the number of partners."""
    days = compared(study.period, study.comparison_enum, data_date=as_of)
    if days is None:
        return StudyResult(study, None, _margin(study, ZERO, ZERO, ZERO), [], None)
    sides = _sides(study)
    sums = _sums(days, sides)
    partners = [PartnerSums(key, name, took_part, *_amounts(sums.get(key))) for key, (name, took_part) in sides.items()]
    margin = _margin_of(study, days.period, [key for key, (_, took_part) in sides.items() if took_part])
    found = rebate_return(partners, rebates=study.rebates, margin=margin.share)
    return StudyResult(study, days, margin, [each for each in partners if _is_worth_a_row(each)], found)


def listed_partners(study: RebateStudy) -> list[UUID]:
    """The partners that a study names."""
    return list(RebateParticipant.objects.filter(study=study).order_by("pk").values_list("partner_id", flat=True))


def _is_worth_a_row(partner: PartnerSums) -> bool:
    """A partner of the control group that never booked anything says nothing."""
    return partner.is_participant or bool(partner.baseline or partner.now)


def _sides(study: RebateStudy) -> dict[UUID, tuple[str, bool]]:
    """Partners by id, with their name and whether they had the rebate. Those on neither side are left out."""
    fields = ("pk", "name", "tier", "type", "region")
    rows: list[dict[str, Any]] = list(Partner.objects.order_by("name", "pk").values(*fields))
    is_listed = study.participants_by == ParticipantsBy.LISTED
    listed = set(listed_partners(study)) if is_listed else set()
    found: dict[UUID, tuple[str, bool]] = {}
    for row in rows:
        took_part = row["pk"] in listed if is_listed else row[study.participants_by] == study.participants_value
        if took_part or _is_control(study, row):
            found[row["pk"]] = (row["name"], took_part)
    return found


def _is_control(study: RebateStudy, row: dict[str, Any]) -> bool:
    match ControlBy(study.control_by):
        case ControlBy.OTHERS:
            return True
        case ControlBy.NOBODY:
            return False
        case field:
            return bool(row[field.value] == study.control_value)


def _sums(days: Compared, sides: Collection[UUID]) -> dict[UUID, tuple[Decimal | None, Decimal | None]]:
    """Baseline and period of each partner in one query."""
    baseline, now = _within(days.baseline), _within(days.period)
    rows = Booking.objects.filter(baseline | now, partner_id__in=list(sides)).order_by()
    summed = rows.values_list("partner_id").annotate(
        before=Sum("amount", filter=baseline), after=Sum("amount", filter=now)
    )
    return {key: (before, after) for key, before, after in summed}


def _within(period: Period) -> Q:
    return Q(booked_date__range=(period.start_date, period.end_date))


def _amounts(sums: tuple[Decimal | None, Decimal | None] | None) -> tuple[Decimal, Decimal]:
    before, after = sums or (None, None)
    return before or ZERO, after or ZERO


def _margin_of(study: RebateStudy, period: Period, participants: Collection[UUID]) -> Margin:
    """From the lines that tell what the goods cost."""
    rows = Booking.objects.filter(_within(period), partner_id__in=participants).order_by()
    costed = Q(cost__isnull=False)
    sums = rows.aggregate(total=Sum("amount"), costed=Sum("amount", filter=costed), cost=Sum("cost", filter=costed))
    return _margin(study, sums["total"] or ZERO, sums["costed"] or ZERO, sums["cost"] or ZERO)


def _margin(study: RebateStudy, total: Decimal, costed: Decimal, cost: Decimal) -> Margin:
    known = costed * HUNDRED / total if total > 0 else None
    if study.margin is not None:
        return Margin(study.margin, is_entered=True, known_percent=known)
    return Margin((costed - cost) / costed if costed > 0 else None, is_entered=False, known_percent=known)
