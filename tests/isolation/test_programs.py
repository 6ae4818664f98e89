"""Random programs against an oracle: whatever a scope does, it sees and changes what it may and nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partners.models import Contact, Partner
from prm.tenancy.scope import TenantScope, in_tenant, tenant_scope
from tests.cast import Cast
from tests.isolation.claims import attempt

pytestmark = pytest.mark.django_db
ACTORS = ("alice", "bob", "priya", "charlie", "gita", "zoe")
ACTIONS = ("list", "count", "get", "update", "delete", "insert", "move")
Step = tuple[str, str, int]
programs = st.lists(
    st.tuples(st.sampled_from(ACTORS), st.sampled_from(ACTIONS), st.integers(0, 11)), min_size=1, max_size=12
)


@dataclass
class World:
    """All contacts there are, by id, with the partner each belongs to; and which partners each actor reaches."""

    cast: Cast
    partners: list[Partner]
    reach: dict[str, set[UUID]]
    contacts: dict[UUID, UUID] = field(default_factory=dict)

    def scope(self, actor: str) -> TenantScope:
        scope = getattr(self.cast, actor).scope()
        assert isinstance(scope, TenantScope)
        return scope

    def allowed(self, actor: str) -> set[UUID]:
        return {pk for pk, partner in self.contacts.items() if partner in self.reach[actor]}

    def target(self, number: int) -> UUID:
        """A contact that is there, or an id of none once all are gone."""
        known = sorted(self.contacts) or [UUID(int=0)]
        return known[number % len(known)]


@contextmanager
def fresh_world(cast: Cast) -> Iterator[World]:
    """A contact for each partner; all of it is rolled back."""
    acme, globex = {cast.polaris.pk, cast.vega.pk, cast.orion.pk}, {cast.zenith.pk}
    reach = {"alice": acme, "bob": acme - {cast.orion.pk}, "priya": {cast.polaris.pk}}
    reach |= {"charlie": globex, "gita": globex, "zoe": globex}
    with transaction.atomic():
        world = World(cast, [cast.polaris, cast.vega, cast.orion, cast.zenith], reach)
        for partner in world.partners:
            with in_tenant(partner.tenant_id):
                world.contacts[Contact.objects.create(partner=partner, name="Somebody").pk] = partner.pk
        yield world
        transaction.set_rollback(True)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(program=programs)
def test_a_random_program_does_what_the_oracle_says(cast: Cast, program: list[Step]) -> None:
    with fresh_world(cast) as world:
        for actor, action, number in program:
            with tenant_scope(world.scope(actor)):
                STEPS[action](world, actor, number)


def _list(world: World, actor: str, number: int) -> None:
    assert set(Contact.unscoped.values_list("pk", flat=True)) == world.allowed(actor)


def _count(world: World, actor: str, number: int) -> None:
    assert Contact.unscoped.count() == len(world.allowed(actor))


def _get(world: World, actor: str, number: int) -> None:
    target = world.target(number)
    assert Contact.unscoped.filter(pk=target).exists() == (target in world.allowed(actor))


def _update(world: World, actor: str, number: int) -> None:
    target = world.target(number)
    changed = Contact.unscoped.filter(pk=target).update(name=f"Changed {number}")
    assert changed == (target in world.allowed(actor))


def _delete(world: World, actor: str, number: int) -> None:
    target = world.target(number)
    deleted = Contact.unscoped.filter(pk=target)._raw_delete("default")
    assert deleted == (target in world.allowed(actor))
    if deleted:
        del world.contacts[target]


def _insert(world: World, actor: str, number: int) -> None:
    partner = world.partners[number % len(world.partners)]
    new = Contact(tenant_id=partner.tenant_id, partner_id=partner.pk, name="New")
    written = attempt(lambda: len(Contact.unscoped.bulk_create([new])))
    assert written == (partner.pk in world.reach[actor])
    if written:
        world.contacts[new.pk] = partner.pk


def _move(world: World, actor: str, number: int) -> None:
    target, partner = world.target(number), world.partners[number % len(world.partners)]
    if world.contacts.get(target) == partner.pk:
        return
    rows = Contact.unscoped.filter(pk=target)
    moved = attempt(lambda: rows.update(tenant_id=partner.tenant_id, partner_id=partner.pk))
    assert moved == (target in world.allowed(actor) and partner.pk in world.reach[actor])
    if moved:
        world.contacts[target] = partner.pk


STEPS = {
    "list": _list,
    "count": _count,
    "get": _get,
    "update": _update,
    "delete": _delete,
    "insert": _insert,
    "move": _move,
}
