"""What the wall promises, as functions that raise AssertionError where it does not hold.

All look through the unfiltered manager, so what they prove is proved of the database alone.
"""

from collections.abc import Callable

from django.db import DatabaseError, connection, transaction

from prm.people.models import Membership
from prm.tenancy.models import TenantModel
from prm.tenancy.scope import TenantScope, tenant_scope
from tests.cast import Cast


def scopes_of(cast: Cast) -> dict[str, TenantScope]:
    """One scope for each reach inside acme."""
    return {name: member(cast, name).scope() for name in ("alice", "bob", "priya")}


def member(cast: Cast, name: str) -> Membership:
    found = getattr(cast, name)
    assert isinstance(found, Membership)
    return found


def attempt(work: Callable[[], int | bool | None]) -> int:
    """What an attempt reached: its count, or 0 when the database refused it."""
    try:
        with transaction.atomic():
            done = work()
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            return int(done or 0)
    except DatabaseError:
        return 0


def is_seen(scope: TenantScope, row: TenantModel) -> bool:
    """Whether the row is there for this scope."""
    rows = type(row).unscoped.filter(pk=row.pk)
    with tenant_scope(scope), transaction.atomic():
        return attempt(rows.exists) == 1


def out_of_reach(scope: TenantScope, row: TenantModel, *, may_read: bool = False) -> None:
    """The row can be neither read, changed nor deleted by this scope."""
    rows = type(row).unscoped.filter(pk=row.pk)
    assert may_read or not is_seen(scope, row), f"{row._meta.label} is seen"
    with tenant_scope(scope), transaction.atomic():
        assert attempt(lambda: rows.update(tenant_id=row.tenant_id)) == 0, f"{row._meta.label} is changed"
        assert attempt(lambda: rows._raw_delete("default")) == 0, f"{row._meta.label} is deleted"


def cannot_be_written(scope: TenantScope, fresh: TenantModel) -> None:
    """A row that was never saved cannot be saved by this scope."""
    with tenant_scope(scope), transaction.atomic():
        assert attempt(lambda: len(type(fresh).unscoped.bulk_create([fresh]))) == 0, f"{fresh._meta.label} is written"


def stays_home(scope: TenantScope, row: TenantModel, *, elsewhere: TenantModel) -> None:
    """A row that the scope may change cannot be moved to another tenant."""
    rows = type(row).unscoped.filter(pk=row.pk)
    with tenant_scope(scope), transaction.atomic():
        assert attempt(lambda: rows.update(tenant_id=elsewhere.tenant_id)) == 0, f"{row._meta.label} is moved"
