"""The scope: what it lets through, and what happens without it."""

import pytest
from django.db import DatabaseError, connection, transaction

from partners.models import Partner
from prm.people.queries import memberships_of
from prm.tenancy.scope import NoTenantScope, ScopeSwitch, in_tenant, tenant_scope
from tests.cast import Cast, make_cast


def names() -> set[str]:
    return set(Partner.unscoped.values_list("name", flat=True))


def test_tests_run_as_the_production_login(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, session_user")
        assert cursor.fetchone() == ("prm_app", "prm_app")


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("alice", {"Polaris", "Vega", "Orion"}),
        ("bob", {"Polaris", "Vega"}),
        ("dana", {"Orion"}),
        ("priya", {"Polaris"}),
        ("charlie", {"Zenith"}),
    ],
)
def test_each_member_reaches_their_own_partners_even_unfiltered(cast: Cast, who: str, sees: set[str]) -> None:
    with tenant_scope(getattr(cast, who).scope()), transaction.atomic():
        assert names() == sees


def test_a_query_without_a_scope_raises(cast: Cast) -> None:
    with pytest.raises(NoTenantScope):
        Partner.objects.count()


def test_the_database_refuses_a_query_without_a_scope(cast: Cast) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        names()


def test_a_transaction_cannot_change_tenant_half_way(cast: Cast) -> None:
    with in_tenant(cast.acme.pk), pytest.raises(ScopeSwitch), in_tenant(cast.globex.pk):
        pass


def test_a_person_sees_their_own_memberships_outside_every_tenant(cast: Cast) -> None:
    assert cast.bob.user is not None
    assert [(each.tenant.slug, each.role) for each in memberships_of(cast.bob.user)] == [("acme", "cam")]


@pytest.mark.django_db(transaction=True)
def test_nothing_of_a_scope_is_left_on_the_connection_after_the_commit() -> None:
    cast = make_cast()
    asked = "SELECT current_user, coalesce(current_setting('app.tenant_id', true), '')"
    with tenant_scope(cast.bob.scope()):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(asked)
            assert cursor.fetchone() == ("prm_cam", str(cast.acme.pk))
        with connection.cursor() as cursor:
            cursor.execute(asked)
            assert cursor.fetchone() == ("prm_app", "")


def test_a_scope_that_ends_inside_a_transaction_gives_back_the_one_before(cast: Cast) -> None:
    with tenant_scope(cast.alice.scope()), transaction.atomic():
        with tenant_scope(cast.priya.scope()):
            assert names() == {"Polaris"}
        assert names() == {"Polaris", "Vega", "Orion"}


def test_an_error_inside_a_scope_is_told_as_it_is(cast: Cast) -> None:
    with pytest.raises(DatabaseError, match="division by zero"), in_tenant(cast.acme.pk):
        divide_by_zero(cast)


def divide_by_zero(cast: Cast) -> None:
    with tenant_scope(cast.priya.scope()), connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")
