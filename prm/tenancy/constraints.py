"""Keys led by the tenant, as entries of `Meta.constraints`, so that makemigrations owns them."""

from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.constraints import BaseConstraint


class TenantForeignKeyConstraint(BaseConstraint):
    """`(tenant_id, x_id)` references `(tenant_id, id)`: a row cannot point into another tenant.

    A plain foreign key would allow it, because referential checks bypass row security. `on_delete` is SQL
    (`CASCADE`, `SET NULL (x_id)`), empty for "refuse".
    """

    def __init__(self, *, field: str, name: str, on_delete: str = "") -> None:
        self.field = field
        self.on_delete = on_delete
        super().__init__(name=name)

    def _clause(self, model: type[models.Model], editor: BaseDatabaseSchemaEditor) -> str:
        quote = editor.quote_name
        field = model._meta.get_field(self.field)
        target = field.related_model
        assert isinstance(field, models.ForeignKey) and isinstance(target, type)
        assert field.column and target._meta.pk.column
        rule = f" ON DELETE {self.on_delete}" if self.on_delete else ""
        return (
            f"FOREIGN KEY ({quote('tenant_id')}, {quote(field.column)}) REFERENCES {quote(target._meta.db_table)} "
            f"({quote('tenant_id')}, {quote(target._meta.pk.column)}){rule} DEFERRABLE INITIALLY DEFERRED"
        )

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        # Deferred, as Django does for its own foreign keys: the table it points to may not exist yet.
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))
        return None

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        quote = schema_editor.quote_name
        return (
            f"ALTER TABLE {quote(model._meta.db_table)} ADD CONSTRAINT {quote(self.name)} "
            f"{self._clause(model, schema_editor)}"
        )

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        quote = schema_editor.quote_name
        return f"ALTER TABLE {quote(model._meta.db_table)} DROP CONSTRAINT {quote(self.name)}"

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = "default") -> None:
        """Left to the database: a look-up here could not tell another tenant's row from one that never was."""

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        kwargs["field"] = self.field
        if self.on_delete:
            kwargs["on_delete"] = self.on_delete
        return path, args, kwargs

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TenantForeignKeyConstraint) and self.deconstruct() == other.deconstruct()

    __hash__ = BaseConstraint.__hash__


def tenant_key(table: str) -> models.UniqueConstraint:
    """`unique (tenant_id, id)`: what composite foreign keys point at. `table` names the constraint."""
    return models.UniqueConstraint(fields=["tenant", "id"], name=f"{table}_tenant_key")


def tenant_fk(table: str, field: str, *, on_delete: str = "") -> TenantForeignKeyConstraint:
    """The composite foreign key of `field`; see `TenantForeignKeyConstraint`."""
    return TenantForeignKeyConstraint(field=field, name=f"{table}_{field}_tenant_fk", on_delete=on_delete)
