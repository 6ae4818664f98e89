"""Finding partners."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from partners.enums import AssignmentRole
from partners.models import CamAssignment, Partner


def partners_matching(text: str) -> QuerySet[Partner]:
    """Partners whose name, account number or city contains `text`; all of them for empty text."""
    text = _searchable(text)
    found = Partner.objects.all()
    if not text:
        return found
    return found.filter(Q(name__icontains=text) | Q(external_id__icontains=text) | Q(city__icontains=text))


def _searchable(text: str) -> str:
    """Without the one character that Postgres cannot compare with."""
    return text.replace("\x00", "").strip()


def best_matches(text: str, *, limit: int = 8) -> list[Partner]:
    """The few partners that `text` most likely means: names and numbers that start with it before those within."""
    text = _searchable(text)
    starts = Q(name__istartswith=text) | Q(external_id__istartswith=text)
    rank = Case(When(starts, then=Value(0)), default=Value(1), output_field=IntegerField())
    found = Partner.objects.filter(Q(name__icontains=text) | Q(external_id__icontains=text))
    return list(found.order_by(rank, "name", "pk")[:limit])


def names_of(ids: set[UUID]) -> dict[UUID, str]:
    """The names of those partners that the scope in force reaches, by id."""
    return dict(Partner.objects.filter(pk__in=ids).values_list("pk", "name"))


def looked_after_by(partners: QuerySet[Partner], cam_id: UUID, *, on: date) -> QuerySet[Partner]:
    """Those of `partners` whose primary CAM on that day is `cam_id`."""
    return partners.filter(pk__in=primary_assignments(on).filter(membership_id=cam_id).values("partner_id"))


def primary_assignments(on: date) -> QuerySet[CamAssignment]:
    """The primary assignments in force on a day; at most one for each partner."""
    running = CamAssignment.objects.filter(Q(end_date=None) | Q(end_date__gte=on), start_date__lte=on)
    return running.filter(role=AssignmentRole.PRIMARY)


def filtered(partners: QuerySet[Partner], choices: Mapping[str, str]) -> QuerySet[Partner]:
    """Those of `partners` with exactly these values in tier, region, type and life stage; empty values count as any."""
    wanted = {field: _searchable(choices.get(field, "")) for field in ("tier", "region", "type", "life_stage")}
    return partners.filter(**{field: value for field, value in wanted.items() if value})


def values_in_use(*fields: str, limit: int = 100) -> dict[str, list[str]]:
    """The values of tier, region, type and the like that partners have, in order, at most `limit` of each."""
    used = list(Partner.objects.order_by().values_list(*fields).distinct())
    return {field: sorted({row[at] for row in used if row[at]})[:limit] for at, field in enumerate(fields)}
