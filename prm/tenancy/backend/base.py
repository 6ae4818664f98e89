"""Postgres, told at the start of each transaction for whom it works."""

from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import sql

from prm.tenancy.scope import TenantScope, current_scope

_NOBODY = TenantScope(None).settings()


class DatabaseWrapper(base.DatabaseWrapper):
    """Sends the scope as `SET LOCAL` statements, in one message, whenever a transaction begins.

    `SET LOCAL` and not `set_config()`: it cannot outlive the transaction, and a sharded Postgres passes it on.
    """

    def send_scope(self, scope: TenantScope | None) -> None:
        """Take the scope's database role and settings for the rest of this transaction; None gives the role back."""
        role = sql.SQL("NONE") if scope is None else sql.Identifier(scope.reach.value)
        settings = _NOBODY if scope is None else scope.settings()
        statements = [sql.SQL("SET LOCAL ROLE {}").format(role)]
        statements += [sql.SQL("SET LOCAL {} = {}").format(sql.SQL(k), sql.Literal(v)) for k, v in settings.items()]
        with self.wrap_database_errors, self.connection.cursor() as cursor:
            cursor.execute(sql.SQL("; ").join(statements))

    def _set_autocommit(self, autocommit: Any) -> None:
        super()._set_autocommit(autocommit)  # type: ignore[misc]
        scope = current_scope()
        if not autocommit and scope is not None:
            self.send_scope(scope)
