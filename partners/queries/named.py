"""How a query names the partners whose rows it wants."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import models


@dataclass(frozen=True, slots=True)
class Run:
    """All partners in reach with ids from `first` to `last`, both included: thousands are named by two."""

    first: UUID
    last: UUID


type Named = Collection[UUID] | Run | None


def rows_of[M: models.Model](rows: models.QuerySet[M], named: Named) -> models.QuerySet[M]:
    """The rows that belong to these partners by their `partner`; None leaves all in reach."""
    if named is None:
        return rows
    if isinstance(named, Run):
        return rows.filter(partner_id__gte=named.first, partner_id__lte=named.last)
    return rows.filter(partner_id__in=named)
