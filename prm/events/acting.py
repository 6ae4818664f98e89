"""Who causes events. Events stand below people in the import order, so people say here how their members are found."""

from collections.abc import Callable
from typing import Any, Protocol
from uuid import UUID

from prm.tenancy.scope import TenantScope


class Actor(Protocol):
    """What an event keeps of the person who caused it. `prm.people.models.Membership` is one."""

    @property
    def pk(self) -> Any: ...

    @property
    def display_name(self) -> str: ...


type ScopeFinder = Callable[[UUID, UUID], TenantScope | None]

_finders: list[ScopeFinder] = []


def find_actors_with(finder: ScopeFinder) -> None:
    """Have `scope_of_actor` ask `finder`, which is called with a tenant's id and an actor's, in no scope."""
    _finders[:] = [finder]


def scope_of_actor(*, tenant_id: UUID, actor_id: UUID) -> TenantScope | None:
    """The scope in which the actor's tasks may run as of now; None for somebody who has left."""
    return _finders[0](tenant_id, actor_id) if _finders else None
