"""For whom the database works right now: the one place that says it.

A scope is carried in a context variable and sent to Postgres at the start of each transaction (`prm.tenancy.backend`)
with `SET LOCAL`, so nothing of it survives the commit, however connections are pooled.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db import InternalError, connection, transaction


class NoTenantScope(RuntimeError):
    """A tenant's rows were asked for, and nobody said which tenant."""


class ScopeSwitch(RuntimeError):
    """A transaction that works for one tenant may not change to another half way."""


class Reach(StrEnum):
    """How far a scope reaches inside its tenant; each value is a database role."""

    STAFF = "prm_staff"  # the whole tenant
    CAM = "prm_cam"  # the partners assigned to `membership_id` today
    PARTNER = "prm_partner"  # the one partner `partner_id`
    PERSON = "prm_person"  # no tenant: the memberships of `user_id`, to choose one


@dataclass(frozen=True, slots=True)
class TenantScope:
    """Which tenant, how far, and on whose behalf. Ids only: a scope never holds a row."""

    tenant_id: UUID | None
    reach: Reach = Reach.STAFF
    membership_id: UUID | None = None
    partner_id: UUID | None = None
    user_id: int | None = None

    def settings(self) -> dict[str, str]:
        """The Postgres settings that policies read. Empty text where the scope has no such id."""
        return {
            "app.tenant_id": str(self.tenant_id or ""),
            "app.membership_id": str(self.membership_id or ""),
            "app.partner_id": str(self.partner_id or ""),
            "app.user_id": str(self.user_id or ""),
        }


_scope: ContextVar[TenantScope | None] = ContextVar("tenant_scope", default=None)


def current_scope() -> TenantScope | None:
    """The scope in force, or None."""
    return _scope.get()


def require_scope() -> TenantScope:
    """The scope in force. Raises `NoTenantScope` when there is none, or when it names no tenant."""
    scope = _scope.get()
    if scope is None or scope.tenant_id is None:
        raise NoTenantScope("choose a tenant first: wrap this in tenant_scope() or in_tenant()")
    return scope


def require_tenant_id() -> UUID:
    """The id of the tenant in force. Raises `NoTenantScope` like `require_scope`."""
    tenant_id = require_scope().tenant_id
    assert tenant_id is not None
    return tenant_id


@contextmanager
def tenant_scope(scope: TenantScope | None) -> Iterator[TenantScope | None]:
    """Work within `scope` until the block ends; the previous scope comes back after it.

    Opens no transaction: rows are reachable only inside one (`transaction.atomic`), because the database learns of the
    scope when a transaction begins. Raises `ScopeSwitch` when a running transaction works for another tenant.
    """
    previous = _scope.get()
    if connection.in_atomic_block:
        _refuse_switch(previous, scope)
    token = _scope.set(scope)
    try:
        if connection.in_atomic_block:
            connection.send_scope(scope)  # type: ignore[attr-defined]
        yield scope
    finally:
        _scope.reset(token)
        if connection.in_atomic_block and not connection.needs_rollback:
            # A transaction that an error has broken takes nothing more, and what broke it is on its way up.
            with suppress(InternalError):
                connection.send_scope(previous)  # type: ignore[attr-defined]


def _refuse_switch(previous: TenantScope | None, scope: TenantScope | None) -> None:
    tenants = {each.tenant_id for each in (previous, scope) if each is not None and each.tenant_id is not None}
    if len(tenants) > 1:
        raise ScopeSwitch("this transaction works for another tenant")


@contextmanager
def in_tenant(tenant_id: UUID) -> Iterator[None]:
    """One transaction over the whole of a tenant: for commands, tasks and seeds, never for a request."""
    with tenant_scope(TenantScope(tenant_id)), transaction.atomic():
        yield
