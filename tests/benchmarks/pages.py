"""Whole pages against the sum of what they cannot do without: their SQL, their template, an empty signed-in page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.template.response import TemplateResponse
from django.test import Client, override_settings
from django.utils import timezone

from partners.models import Partner
from prm.people.models import Membership, User
from prm.tenancy.models import Tenant
from prm.tenancy.scope import in_tenant, tenant_scope
from sales.operations.monthly import refresh_after_bookings
from tests.benchmarks.database import analyze, make_crowd, make_tenant
from tests.benchmarks.measuring import Result, best_of

ROUNDS = 15
PAGE_BAR = 1.3
OWN_LIST_BAR = 1.1
CROWD_BAR = 1.2
CROWD = 200


@dataclass(frozen=True)
class Query:
    """A statement as it went to the database."""

    sql: str
    params: Any


class Recorder:
    """Keeps the statements that pass through a connection."""

    def __init__(self) -> None:
        self.queries: list[Query] = []

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.queries.append(Query(sql, params))
        return execute(sql, params, many, context)


class Visitor:
    """A signed-in member, and the pages they open."""

    def __init__(self, tenant: Tenant, member: Membership) -> None:
        self.tenant, self.member = tenant, member
        self.client = Client()
        self.client.force_login(User.objects.get(email=member.email))

    def opens(self, path: str) -> Any:
        response = self.client.get(f"/t/{self.tenant.slug}/{path}")
        assert response.status_code == 200, (path, response.status_code)
        return response

    def queries(self, path: str) -> list[Query]:
        recorder = Recorder()
        with connection.execute_wrapper(recorder):
            self.opens(path)
        return recorder.queries

    def floor(self, path: str) -> list[Callable[[], object]]:
        """The bare SQL, the template with its data in hand, and the empty page, each as a piece of work."""
        always = {query.sql for query in self.queries("nothing/")}
        own = [query for query in self.queries(path) if query.sql not in always]
        response = self.opens(path)
        return [lambda: self._run(own), lambda: self._render(response), lambda: self.opens("nothing/")]

    def _run(self, queries: list[Query]) -> None:
        with tenant_scope(self.member.scope()), transaction.atomic(), connection.cursor() as cursor:
            for query in queries:
                cursor.execute(query.sql, query.params)
                if cursor.description:
                    cursor.fetchall()

    def _render(self, response: TemplateResponse) -> None:
        template = response.resolve_template(response.template_name)
        with tenant_scope(self.member.scope()), transaction.atomic():
            template.render(response.context_data, response.wsgi_request)  # type: ignore[attr-defined]


@override_settings(ROOT_URLCONF="tests.benchmarks.urls")
def run() -> list[Result]:
    """Partner list and scorecard of a tenant with 1,000 partners; then again among 200 other tenants."""
    tenant = make_tenant("bench", partners=1000)
    with in_tenant(tenant.pk):
        refresh_after_bookings(partner_ids=None, at=timezone.now())
        chief, cam = (Membership.objects.get(role=role) for role in ("chief", "cam"))
        partner = Partner.objects.get(external_id="AC-1")
    analyze()
    pages = {"partner list": "partners/", "scorecard": f"partners/{partner.pk}/scorecard/"}
    at_the_top, own = Visitor(tenant, chief), Visitor(tenant, cam)
    results = [_against_floor(name, at_the_top, path) for name, path in pages.items()]
    chiefs_list, cams_list = best_of(ROUNDS, lambda: at_the_top.opens("partners/"), lambda: own.opens("partners/"))
    results.append(Result("CAM's own list / chief's", cams_list, chiefs_list, OWN_LIST_BAR))
    return results + _in_a_crowd(at_the_top, pages)


def _against_floor(name: str, visitor: Visitor, path: str) -> Result:
    page, *floors = best_of(ROUNDS, lambda: visitor.opens(path), *visitor.floor(path))
    return Result(f"{name}, 1,000 partners", page, sum(floors), PAGE_BAR)


def _in_a_crowd(visitor: Visitor, pages: dict[str, str]) -> list[Result]:
    works = [lambda path=path: visitor.opens(path) for path in pages.values()]
    alone = best_of(ROUNDS, *works)
    make_crowd(CROWD)
    analyze()
    crowded = best_of(ROUNDS, *works)
    return [
        Result(f"{name}, {CROWD} more tenants / alone", there, before, CROWD_BAR)
        for name, there, before in zip(pages, crowded, alone, strict=True)
    ]
