"""What can be imported. Apps declare it; this module knows none of them."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models

from prm.imports.checking.problems import Problems
from prm.imports.fields import ImportField
from prm.tenancy.models import TenantModel

type ExtraFields = Callable[[], Sequence[ImportField]]
"""Fields that a tenant has defined for itself. Runs in the tenant's scope."""
type StageCheck = Callable[[Sequence[str], Problems], None]
"""Looks at the staged rows (fields staged, problems) with set-based SQL and rejects some. See docs/imports.md."""
type AfterChange = Callable[[Collection[UUID], datetime], None]
"""Brings up to date what follows from changed rows: ids of the `affects` column, and the time."""


@dataclass(frozen=True, slots=True)
class ImportTarget:
    """A kind of row that files can bring.

    `keys` are alternatives of what identifies a row; the first whose fields are all mapped is used. `unique` are
    further fields that no two rows may share. `constants` are model fields with the same value in every row.
    `affects` names the column whose values `after_change` gets, once for all rows that an import or an undo touched.
    `volatile` are columns that the product itself keeps changing, which therefore do not count as later edits.
    """

    key: str
    label: str
    model: type[TenantModel]
    fields: tuple[ImportField, ...]
    keys: tuple[tuple[str, ...], ...]
    unique: tuple[tuple[str, ...], ...] = ()
    constants: tuple[tuple[str, str], ...] = ()
    volatile: frozenset[str] = frozenset({"created_at", "updated_at"})
    checks: tuple[StageCheck, ...] = ()
    extra_fields: ExtraFields | None = None
    affects: str = ""
    after_change: AfterChange | None = None
    help: str = ""

    def field(self, key: str) -> ImportField:
        """The field with this key; KeyError when there is none."""
        return next(field for field in self.fields if field.key == key)

    def key_for(self, mapped: Collection[str]) -> tuple[str, ...] | None:
        """The identifying fields to use when these fields are mapped; None when no alternative is complete."""
        return next((key for key in self.keys if set(key) <= set(mapped)), None)

    def model_field(self, key: str) -> models.Field[Any, Any]:
        """The model's field that an import field fills."""
        return next(f for f in self.model._meta.concrete_fields if f.name == self.field(key).model_field)


_targets: dict[str, ImportTarget] = {}
_derived: set[type[TenantModel]] = set()


def register_target(target: ImportTarget) -> None:
    """Offer a target; a later declaration under the same key replaces the earlier. Called from `AppConfig.ready`."""
    _targets[target.key] = target


def targets() -> list[ImportTarget]:
    """All targets, in the order in which they were offered."""
    return list(_targets.values())


def get_target(key: str) -> ImportTarget | None:
    """The target with this key, if any app offers it; with the fields that the tenant in scope has defined."""
    target = _targets.get(key)
    if target is None or target.extra_fields is None:
        return target
    return replace(target, fields=(*target.fields, *target.extra_fields()))


def register_derived(model: type[TenantModel]) -> None:
    """Say that rows of this model are worked out by the product and vanish with what they refer to (ON DELETE CASCADE).

    They do not forbid an undo. Called from `AppConfig.ready`.
    """
    _derived.add(model)


def is_derived(model: type[TenantModel]) -> bool:
    """Whether rows of this model may vanish with what they refer to."""
    return model in _derived
