"""Every tenant model, from each reach, against rows of another tenant, a sibling partner, another member."""

from functools import partial

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction

from prm.people.models import Membership
from prm.tenancy.models import TenantModel
from prm.tenancy.scope import NoTenantScope, Reach, TenantScope, in_tenant, tenant_scope
from tests.cast import Cast
from tests.factories import OWNED_BY_MEMBER, Home, build_row, make_row, tenant_models
from tests.isolation.claims import attempt, cannot_be_written, is_seen, out_of_reach, scopes_of, stays_home

pytestmark = pytest.mark.django_db
each_model = pytest.mark.parametrize("model", tenant_models(), ids=lambda model: model._meta.label)

# Rows of sibling partners that somebody may read all the same, each with its reason.
SIBLINGS_READ = {
    ("partners.CamAssignment", "bob"): "CAMs know who looks after the others' partners",
}

# Audit rows keep ids without a foreign key, so that they outlive what they tell of. Their ids open nothing.
OUTLIVE = {"events.Event": {"partner_id"}}


def homes(cast: Cast) -> dict[str, Home]:
    return {
        "own": Home(cast.acme, cast.polaris, cast.bob),
        "sibling": Home(cast.acme, cast.orion, cast.dana),
        "foreign": Home(cast.globex, cast.zenith, cast.gita),
    }


def rows_of(model: type[TenantModel], cast: Cast, *wanted: str) -> list[TenantModel]:
    rows = []
    for home in (homes(cast)[name] for name in wanted):
        with in_tenant(home.tenant.pk):
            rows.append(_own_row(model, home))
    return rows


def _own_row(model: type[TenantModel], home: Home) -> TenantModel:
    """Keys of members are made in the member's own scope: nobody else may, not even staff."""
    if model._meta.label not in OWNED_BY_MEMBER:
        return make_row(model, home)
    with tenant_scope(TenantScope(home.tenant.pk, membership_id=home.member.pk)):
        return make_row(model, home)


def has_partner(model: type[TenantModel]) -> bool:
    return any(field.attname == "partner_id" for field in model._meta.concrete_fields)


@each_model
def test_staff_reach_the_rows_of_their_tenant(cast: Cast, model: type[TenantModel]) -> None:
    (own,) = rows_of(model, cast, "own")
    owner = cast.bob.pk if model._meta.label in OWNED_BY_MEMBER else cast.alice.pk
    assert is_seen(TenantScope(cast.acme.pk, membership_id=owner), own)


@each_model
def test_nobody_reaches_rows_of_another_tenant(cast: Cast, model: type[TenantModel]) -> None:
    own, foreign = rows_of(model, cast, "own", "foreign")
    for scope in scopes_of(cast).values():
        out_of_reach(scope, foreign)
        stays_home(scope, own, elsewhere=foreign)
    with in_tenant(cast.globex.pk):
        assert model._meta.label in OWNED_BY_MEMBER or model.unscoped.filter(pk=foreign.pk).exists()


@each_model
def test_nobody_writes_rows_into_another_tenant(cast: Cast, model: type[TenantModel]) -> None:
    home = homes(cast)["foreign"]
    with in_tenant(home.tenant.pk):
        fresh = build_row(model, home)
    for scope in scopes_of(cast).values():
        cannot_be_written(scope, fresh)
    with tenant_scope(TenantScope(home.tenant.pk, membership_id=home.member.pk)), transaction.atomic():
        fresh.save(force_insert=True)


@pytest.mark.parametrize("model", [each for each in tenant_models() if has_partner(each)], ids=lambda m: m._meta.label)
def test_limited_reaches_stop_at_sibling_partners(cast: Cast, model: type[TenantModel]) -> None:
    (sibling,) = rows_of(model, cast, "sibling")
    for name, scope in scopes_of(cast).items():
        if scope.reach is not Reach.STAFF:
            out_of_reach(scope, sibling, may_read=(model._meta.label, name) in SIBLINGS_READ)
            with in_tenant(cast.acme.pk):
                fresh = build_row(model, homes(cast)["sibling"])
            cannot_be_written(scope, fresh)


def test_sibling_partners_themselves_are_out_of_reach(cast: Cast) -> None:
    for name in ("bob", "priya"):
        out_of_reach(scopes_of(cast)[name], cast.orion)


@pytest.mark.parametrize("label", sorted(OWNED_BY_MEMBER))
def test_what_belongs_to_a_member_is_out_of_reach_even_for_the_chief(cast: Cast, label: str) -> None:
    (owned,) = rows_of(apps.get_model(label), cast, "own")
    out_of_reach(cast.alice.scope(), owned)


@each_model
def test_a_partner_user_without_a_partner_reaches_nothing_of_partners(cast: Cast, model: type[TenantModel]) -> None:
    (own,) = rows_of(model, cast, "own")
    nobody = TenantScope(cast.acme.pk, Reach.PARTNER)
    if has_partner(model):
        out_of_reach(nobody, own)


@each_model
def test_before_a_tenant_is_chosen_only_own_memberships_are_there(cast: Cast, model: type[TenantModel]) -> None:
    (own,) = rows_of(model, cast, "own")
    out_of_reach(TenantScope(None, Reach.PERSON, user_id=cast.bob.user_id), own)


@each_model
def test_without_a_scope_every_query_is_loud(model: type[TenantModel], cast: Cast) -> None:
    with pytest.raises(NoTenantScope):
        model.objects.exists()
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        model.unscoped.exists()


@each_model
def test_rows_cannot_point_into_another_tenant(cast: Cast, model: type[TenantModel]) -> None:
    (own,) = rows_of(model, cast, "own")
    targets = {"partner_id": cast.zenith.pk, "membership_id": cast.gita.pk}
    columns = {field.attname for field in model._meta.concrete_fields} & set(targets)
    for column in columns - OUTLIVE.get(model._meta.label, set()):
        rows, values = model.unscoped.filter(pk=own.pk), {column: targets[column]}
        with in_tenant(cast.acme.pk):
            assert attempt(partial(rows.update, **values)) == 0, column


def test_cams_see_their_own_colleagues_and_not_the_people_of_sibling_partners(cast: Cast) -> None:
    with tenant_scope(cast.bob.scope()), transaction.atomic():
        seen = set(Membership.unscoped.values_list("display_name", flat=True))
    assert seen == {"Alice", "Olga", "Mark", "Bob", "Dana", "Priya", "Noor"}


def test_partner_people_see_their_colleagues_and_their_own_cam(cast: Cast) -> None:
    with tenant_scope(cast.priya.scope()), transaction.atomic():
        seen = set(Membership.unscoped.values_list("display_name", flat=True))
    assert seen == {"Bob", "Priya", "Noor"}
