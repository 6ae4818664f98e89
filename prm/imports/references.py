"""Finding the rows that a file's texts mean: one query for all of them."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from prm.tenancy.models import TenantModel


@dataclass(frozen=True, slots=True)
class ReferenceTo:
    """Rows of a model by the first of several fields that knows a text, such as account number, then e-mail.

    A text that two rows share under one field means neither. Comparison is exact but for `caseless` fields.
    """

    model: type[TenantModel]
    label: str
    by: tuple[str, ...] = ("external_id",)
    caseless: frozenset[str] = frozenset({"email"})
    only: Mapping[str, Any] = field(default_factory=dict)

    def resolve(self, values: Collection[str]) -> dict[str, str]:
        """Primary key, as text, of every value that means exactly one row of the tenant."""
        wanted = {value for value in values if value}
        condition = Q()
        for name in self.by:
            folded = {value.lower() for value in wanted} if name in self.caseless else wanted
            condition |= Q((f"{self._compared(name)}__in", sorted(folded)))
        rows = list(self._rows(condition)) if wanted else []
        found: dict[str, str] = {}
        for place, name in reversed(list(enumerate(self.by, start=1))):
            found |= self._by_one_field(wanted, name, {str(row[0]): str(row[place]) for row in rows})
        return found

    def _rows(self, condition: Q) -> models.QuerySet[Any, tuple[Any, ...]]:
        folded = {self._compared(name): Lower(name) for name in self.by if name in self.caseless}
        return self.model.objects.annotate(**folded).filter(condition, **self.only).values_list("pk", *self.by)

    def _compared(self, name: str) -> str:
        return f"{name}_folded" if name in self.caseless else name

    def _by_one_field(self, wanted: set[str], name: str, texts: Mapping[str, str]) -> dict[str, str]:
        fold = str.lower if name in self.caseless else str
        counts = Counter(fold(text) for text in texts.values())
        known = {fold(text): pk for pk, text in texts.items() if counts[fold(text)] == 1}
        return {value: known[fold(value)] for value in wanted if fold(value) in known}
