"""Both tenants full of rows whose texts give them away wherever they turn up."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from prm.people.models import Membership
from prm.tenancy.models import TenantModel
from prm.tenancy.scope import TenantScope, in_tenant, tenant_scope
from tests.cast import Cast, make_cast
from tests.factories import OWNED_BY_MEMBER, Home, make_row, tenant_models

# What each reader must never see: names and canaries of what lies beyond their reach.
FOREIGN = ("Globex", "Zenith", "CANARY-globex", "Charlie", "Gita", "Zoe")
FORBIDDEN = {
    "alice": FOREIGN,
    "bob": (*FOREIGN, "CANARY-acme-Orion", "Orion", "Omar"),
    "priya": (*FOREIGN, "CANARY-acme-Orion", "CANARY-acme-Vega", "Orion", "Vega", "Omar"),
}


# Figures of one's own tenant that the product works out anew when the chief changes what is asked of every partner.
WORKED_OUT = {"scorecards.Standing"}
# One member of acme for each role.
MEMBERS = ("alice", "olga", "mark", "bob", "priya", "noor")


@dataclass
class Stage:
    """The cast, the homes, and for each home one row of each model."""

    cast: Cast
    homes: dict[str, Home]
    rows: dict[str, dict[type[TenantModel], TenantModel]] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)

    def row(self, home: str, model: type[TenantModel]) -> TenantModel:
        return self.rows[home][model]

    def beyond_reach(self) -> dict[str, str]:
        """Every value of every row of the other tenant and of the sibling partner, to tell whether any changed."""
        found: dict[str, str] = {}
        for name in ("foreign", "sibling"):
            home = self.homes[name]
            kept = [row for row in self.rows[name].values() if not self._is_worked_out(row, home)]
            for is_owned in (True, False):
                rows = [row for row in kept if _is_owned(type(row)) is is_owned]
                with in_tenant(home.tenant.pk), _as_owner(type(rows[0]), home):
                    values = dict(_values_of(rows))
                assert len(values) == len(rows), "a row is gone"
                found |= {f"{home.canary} {label}": text for label, text in values.items()}
        return found

    def _is_worked_out(self, row: TenantModel, home: Home) -> bool:
        return home.tenant == self.cast.acme and row._meta.label in WORKED_OUT


def _values_of(rows: list[TenantModel]) -> list[tuple[str, str]]:
    """The labels of the rows that are still there and all their columns as text, in one query for all tables."""
    asked: list[str] = []
    given: list[str] = []
    for row in rows:
        columns = ", ".join(f't."{each.column}"' for each in row._meta.concrete_fields)
        table, key = row._meta.db_table, row._meta.pk.column
        asked.append(f'SELECT %s, ROW({columns})::text FROM "{table}" t WHERE t."{key}" = %s::uuid')
        given += [row._meta.label, str(row.pk)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked), given)
        return list(cursor.fetchall())


@contextmanager
def _as_owner(model: type[TenantModel], home: Home) -> Iterator[None]:
    """Rows of members are reached in the member's own scope only."""
    scope = TenantScope(home.tenant.pk, membership_id=home.member.pk if _is_owned(model) else None)
    with tenant_scope(scope):
        yield


def _is_owned(model: type[TenantModel]) -> bool:
    return model._meta.label in OWNED_BY_MEMBER


@contextmanager
def stage_set() -> Iterator[Stage]:
    """The stage, inside a transaction that is rolled back at the end."""
    with transaction.atomic():
        cast = make_cast()
        homes = {
            "own": Home(cast.acme, cast.polaris, cast.bob),
            "sibling": Home(cast.acme, cast.orion, cast.dana),
            "foreign": Home(cast.globex, cast.zenith, cast.gita),
        }
        stage = Stage(cast, homes)
        for name, home in homes.items():
            stage.rows[name] = _rows_of(home)
        for reader in (*MEMBERS, "dana", "charlie"):
            stage.clients[reader] = _signed_in(getattr(cast, reader))
        yield stage
        transaction.set_rollback(True)


def _signed_in(member: Membership) -> Client:
    """A browser of that member, whose errors become answers."""
    assert member.user is not None
    client = Client(raise_request_exception=False)
    client.force_login(member.user)
    return client


def _rows_of(home: Home) -> dict[type[TenantModel], TenantModel]:
    rows: dict[type[TenantModel], TenantModel] = {}
    for model in tenant_models():
        if model._meta.label == "partners.Partner":
            rows[model] = home.partner
        elif model._meta.label in ONE_A_TENANT and home.partner.name == "Orion":
            rows[model] = _existing(model, home)
        else:
            with in_tenant(home.tenant.pk), _as_owner(model, home):
                rows[model] = make_row(model, home)
    return rows


# Of these a tenant has one row only.
ONE_A_TENANT = {"sales.DataCoverage", "scorecards.ScorecardSettings", "scorecards.DealCohort"}


def _existing(model: type[TenantModel], home: Home) -> TenantModel:
    with in_tenant(home.tenant.pk):
        return model.objects.get()


@contextmanager
def undone() -> Iterator[None]:
    """Whatever one test does is taken back."""
    cache.clear()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
