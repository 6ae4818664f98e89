"""Rows that are removed are written down whole, and read back as they were."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Field, Model

from planning.models import RemovedWork
from prm.kernel.refusal import Refused
from prm.tenancy.models import TenantModel
from prm.tenancy.scope import require_tenant_id


class NotRemoved(Refused):
    """This is back already, or what it belonged to is gone."""


def keep_work(row: TenantModel, *, kind: str, content: dict[str, Any], at: datetime) -> None:
    """Write down what is about to be removed, under the id of its row; in place of an earlier removal of the same."""
    RemovedWork.objects.filter(pk=row.pk).delete()
    RemovedWork(pk=row.pk, kind=kind, content=content, removed_at=at).save(force_insert=True)


def kept_work(key: UUID, *, kinds: Collection[str]) -> RemovedWork:
    """What was removed, locked until the transaction ends; delete it once it is back. Raises `NotRemoved`."""
    kept = RemovedWork.objects.select_for_update().filter(pk=key, kind__in=kinds).first()
    if kept is None:
        raise NotRemoved
    return kept


def written(rows: Iterable[Model]) -> list[dict[str, Any]]:
    """Every field of these rows as text, or nothing."""
    return [{field.attname: _text(row, field) for field in _fields(type(row))} for row in rows]


def read[Row: TenantModel](model: type[Row], rows: Sequence[dict[str, Any]]) -> list[Row]:
    """The rows again, under their old ids, not saved yet. A field that the model has got since has its default."""
    fields = {field.attname: field for field in _fields(model)}
    return [
        model(
            tenant_id=require_tenant_id(),
            **{name: _value(fields[name], text) for name, text in row.items() if name in fields},
        )
        for row in rows
    ]


def _fields(model: type[Model]) -> list["Field[Any, Any]"]:
    return [field for field in model._meta.concrete_fields if field.name != "tenant"]


def _text(row: Model, field: "Field[Any, Any]") -> str | None:
    return None if getattr(row, field.attname) is None else str(field.value_to_string(row))


def _value(field: "Field[Any, Any]", text: str | None) -> Any:
    return None if text is None else field.to_python(text)
