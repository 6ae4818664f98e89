"""Rows that are removed are written down whole, and read back as they were."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Field, Model

from prm.kernel.refusal import Refused
from prm.tenancy.models import TenantModel
from prm.tenancy.scope import require_tenant_id


class NotRemoved(Refused):
    """This is back already, or what it belonged to is gone."""


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
