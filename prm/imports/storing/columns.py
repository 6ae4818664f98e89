"""How a target's fields stand in the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, models
from django.db.backends.postgresql.psycopg_any import sql

from prm.imports.checking.converters import NULL
from prm.imports.targets import ImportTarget

type Fragment = Any
"""A piece of SQL, of whichever driver is installed."""


@dataclass(frozen=True, slots=True)
class Staged:
    """The fields that a file brings for a target, the ones that identify a row among them, and the tenant."""

    target: ImportTarget
    fields: tuple[str, ...]
    key: tuple[str, ...]

    @property
    def table(self) -> Fragment:
        """The target's table."""
        return sql.Identifier(self.target.model._meta.db_table)

    def column(self, key: str) -> str:
        """Database column that a field fills."""
        return str(self.target.model_field(key).column)

    @property
    def columns(self) -> list[str]:
        """Database columns of all staged fields, in order; several fields may share one that holds JSON."""
        return list(dict.fromkeys(self.column(key) for key in self.fields))

    @property
    def json_columns(self) -> set[str]:
        """Columns into whose JSON single keys are put."""
        return {self.column(key) for key in self.fields if self.target.field(key).json_key}

    def new_value(self, column: str) -> Fragment:
        """What a column of row t becomes by row s: its value, or JSON with the staged keys put in or taken out."""
        if column in self.json_columns:
            return sql.SQL("jsonb_strip_nulls(t.{0} || s.{0})").format(sql.Identifier(column))
        return sql.Identifier("s", column)

    def first_value(self, column: str) -> Fragment:
        """What a column of a new row becomes by row s."""
        if column in self.json_columns:
            return sql.SQL("jsonb_strip_nulls(s.{0})").format(sql.Identifier(column))
        return sql.Identifier("s", column)

    @property
    def key_columns(self) -> list[str]:
        """Database columns of the fields that identify a row."""
        return [self.column(key) for key in self.key]

    @property
    def other_columns(self) -> list[str]:
        """Database columns that an import may change in a row that is there already."""
        return [column for column in self.columns if column not in self.key_columns]

    @property
    def kept_columns(self) -> list[str]:
        """Columns whose former values are kept for an undo: what is written, and what says who is affected."""
        affected = [self.target.affects] if self.target.affects else []
        return list(dict.fromkeys([*self.columns, *affected]))

    def hashed_columns(self) -> list[str]:
        """Columns that a later edit would change: all but the ones the product itself keeps changing."""
        fields = self.target.model._meta.concrete_fields
        return [str(f.column) for f in fields if f.name not in self.target.volatile and f.name != "tenant"]


def identifiers(columns: Sequence[str], *, of: str = "") -> Fragment:
    """Column names separated by commas, each with the alias of its table when one is given."""
    return sql.SQL(", ").join(sql.Identifier(of, column) if of else sql.Identifier(column) for column in columns)


def empty_text(field: models.Field[Any, Any]) -> str:
    """What COPY gets for a column without a value: NULL where allowed, else the field's default."""
    if field.null:
        return NULL
    default = field.get_default()
    return "" if default is None else str(field.get_db_prep_save(default, connection))


def defaults(staged: Staged, *, at: datetime) -> dict[str, Any]:
    """Values of the columns that no staged field fills, for new rows: constants, times, defaults."""
    constants = dict(staged.target.constants)
    values: dict[str, Any] = {}
    for field in staged.target.model._meta.concrete_fields:
        column = str(field.column)
        if field.primary_key or field.name == "tenant" or column in staged.columns:
            continue
        if field.name in constants:
            values[column] = constants[field.name]
        elif getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
            values[column] = at
        else:
            values[column] = field.get_db_prep_save(field.get_default(), connection)
    return values


def touched_times(staged: Staged, *, at: datetime) -> dict[str, Any]:
    """Columns that note the time of the last change, for changed rows."""
    fields = staged.target.model._meta.concrete_fields
    return {str(field.column): at for field in fields if getattr(field, "auto_now", False)}
