"""Each layer of the wall holds alone, and the tests notice when one is gone."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from django.core.cache import cache
from django.test import override_settings

from partners.models import Contact, Partner
from prm.tenancy.scope import in_tenant, tenant_scope
from tests.cast import Cast, make_cast
from tests.isolation.claims import cannot_be_written, out_of_reach, scopes_of, stays_home
from tests.isolation.disguise import superuser

TABLES = ("partners_partner", "partners_contact", "partners_camassignment")


@contextmanager
def without_row_security() -> Iterator[None]:
    """The second layer gone: policies off for partners and their contacts. Commits, so the test must too."""
    _switch("NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY")
    try:
        yield
    finally:
        _switch("ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")


def _switch(actions: str) -> None:
    with superuser() as raw, raw.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} {actions}")
        raw.commit()


def contact_of(partner: Partner) -> Contact:
    with in_tenant(partner.tenant_id):
        return Contact.objects.create(partner=partner, name="Somebody")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("who", ["alice", "bob", "priya"])
def test_the_claims_fail_where_policies_are_off(who: str) -> None:
    cast = make_cast()
    scope = scopes_of(cast)[who]
    foreign, own = contact_of(cast.zenith), contact_of(cast.polaris)
    fresh = Contact(tenant_id=cast.globex.pk, partner_id=cast.zenith.pk, name="New")
    out_of_reach(scope, foreign)
    with without_row_security():
        with pytest.raises(AssertionError, match="is seen"):
            out_of_reach(scope, foreign)
        with pytest.raises(AssertionError, match="is changed"):
            out_of_reach(scope, foreign, may_read=True)
        with pytest.raises(AssertionError, match="is written"):
            cannot_be_written(scope, fresh)
    with without_row_security():
        stays_home(scope, own, elsewhere=foreign)


@pytest.mark.django_db(transaction=True)
def test_with_policies_off_the_manager_alone_keeps_tenants_apart() -> None:
    cast = make_cast()
    with without_row_security(), in_tenant(cast.acme.pk):
        assert {each.name for each in Partner.objects.all()} == {"Polaris", "Vega", "Orion"}
        assert Partner.unscoped.count() == 4


def test_with_the_manager_passed_by_policies_alone_keeps_tenants_apart(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        assert {each.name for each in Partner.unscoped.all()} == {"Polaris", "Vega", "Orion"}


def remembered_by_others(cast: Cast) -> dict[str, UUID | None]:
    """What each member finds under a key that another one wrote before."""
    writers = {"bob": cast.dana, "alice": cast.charlie, "priya": cast.omar}
    found = {}
    for reader, writer in writers.items():
        cache.clear()
        with tenant_scope(writer.scope()):
            cache.set("board", writer.pk)
        with tenant_scope(getattr(cast, reader).scope()):
            found[reader] = cache.get("board")
    return found


def test_nobody_finds_what_another_one_cached(cast: Cast) -> None:
    assert remembered_by_others(cast) == {"bob": None, "alice": None, "priya": None}


def test_the_cache_leaks_where_its_key_function_is_off(cast: Cast) -> None:
    from django.conf import settings

    plain = {"default": {k: v for k, v in settings.CACHES["default"].items() if k != "KEY_FUNCTION"}}
    with override_settings(CACHES=plain):
        assert None not in remembered_by_others(cast).values()
