"""Take turns: what must not happen twice at once in a tenant."""

from django.db import connection

from prm.tenancy.scope import require_tenant_id


def wait_for_turn(what: str) -> None:
    """Wait until nobody else in the tenant does `what`, then keep others waiting until the transaction ends.

    Needs no right to any row. Call it inside a transaction, before reading what the decision depends on.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{require_tenant_id()}:{what}"])
